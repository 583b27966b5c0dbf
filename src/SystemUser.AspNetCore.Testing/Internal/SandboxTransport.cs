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
        _host = sandbox.BuildHost(builder => builder.UseTestServer());
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

    private async Task<TestServer> StartAsync()
    {
        await _host.StartAsync();
        return _host.GetTestServer();
    }
}
