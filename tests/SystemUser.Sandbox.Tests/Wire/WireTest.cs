using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.Sandbox.Tests.Wire;

/// <summary>A sandbox on a free loopback port, on a clock that the test moves, and a provider that calls it.</summary>
public abstract class WireTest : IAsyncLifetime
{
    private TestCaller? _provider;
    private ScriptedSandbox? _sandbox;

    internal FakeClock Clock { get; } = new();

    internal ScriptedSandbox Sandbox => _sandbox!;

    internal TestCaller Provider => _provider!;

    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _sandbox = await ScriptedSandbox.StartAsync(Clock, Cancelled);
        _provider = new TestCaller(_sandbox);
    }

    public async ValueTask DisposeAsync()
    {
        _provider?.Dispose();
        if (_sandbox is not null)
        {
            await _sandbox.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }
}
