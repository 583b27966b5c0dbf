using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Testing.Internal;

/// <summary>Carries the app's calls to the sandbox in memory: never a socket.</summary>
internal sealed class SandboxTransport : IDisposable, IAsyncDisposable
{
    private readonly ScriptedSandbox _sandbox;
    private readonly bool _ownsSandbox;
    private readonly WebApplication _host;
    private readonly Lazy<Task<TestServer>> _server;

    public SandboxTransport(ScriptedSandbox sandbox, bool ownsSandbox)
    {
        _sandbox = sandbox;
        _ownsSandbox = ownsSandbox;
        _host = BuildApart(sandbox);
        _server = new Lazy<Task<TestServer>>(StartAsync);
    }

    public HttpMessageHandler CreateHandler() => new SandboxHandler(_server);

    public void Dispose()
    {
        ((IDisposable)_host).Dispose();
        if (_ownsSandbox)
        {
            _sandbox.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        if (_ownsSandbox)
        {
            await _sandbox.DisposeAsync();
        }
    }

    // A WebApplicationFactory configures every host that is built in the context of its app's entry point, as this one may be: it would give
    // the sandbox the app's server. On a thread of its own, without that context, it does not.
    private static WebApplication BuildApart(ScriptedSandbox sandbox)
    {
        WebApplication? host = null;
        var thread = new Thread(() => host = sandbox.BuildHost(builder => builder.UseTestServer()));
        thread.UnsafeStart();
        thread.Join();
        return host!;
    }

    private async Task<TestServer> StartAsync()
    {
        await _host.StartAsync();
        return _host.GetTestServer();
    }
}
