using Microsoft.AspNetCore.Builder;

namespace SystemUser.Sandbox.Tests.Hosting;

/// <summary>An app with the sandbox in it, running for all tests of a class.</summary>
public sealed class RunningApp : IAsyncLifetime
{
    private WebApplication? _app;
    private Uri? _sandbox;

    public Uri Sandbox => _sandbox!;

    public async ValueTask InitializeAsync()
    {
        _app = DevelopedApp.Build(out _sandbox);
        await _app.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _app!.StopAsync(TestContext.Current.CancellationToken);
        await _app.DisposeAsync();
    }
}
