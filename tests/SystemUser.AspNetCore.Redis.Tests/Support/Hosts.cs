using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.Sandbox.Wire.Scripted;
using Tests.Shared;

namespace SystemUser.AspNetCore.Redis.Tests.Support;

/// <summary>The hosts of one app: one sandbox, one key ring and a clock that stands still, so that a slow machine uses up no budget.</summary>
internal sealed class Hosts : IAsyncDisposable
{
    private readonly List<Host> _hosts = [];
    private readonly string _address;
    private readonly string _prefix;

    public Hosts(string address, string prefix = "", TimeProvider? clock = null)
    {
        _address = address;
        _prefix = prefix;
        Sandbox = new ScriptedSandbox(clock ?? Clock);
        Sandbox.Pdp.Permit();
    }

    public FakeClock Clock { get; } = new();

    public ScriptedSandbox Sandbox { get; }

    public IDataProtectionProvider Protection { get; } = new EphemeralDataProtectionProvider();

    public int PdpCalls => Sandbox.Pdp.Calls.Count;

    /// <summary>Makes the token of a system user that nobody has asked for yet.</summary>
    public MaskinportenToken Token() => Sandbox.SystemUser(Host.Owner).WithScopes(Host.Scope);

    /// <summary>Starts another host.</summary>
    public async Task<Host> AddAsync(
        string? address = null,
        IDataProtectionProvider? protection = null,
        (string Key, string Value)[]? settings = null,
        Action<SystemUserBuilder>? addRedis = null,
        Action<IServiceCollection>? services = null
    )
    {
        var host = await Host.StartAsync(
            Sandbox,
            addRedis
                ?? (
                    builder =>
                        builder.AddRedis(options =>
                        {
                            options.Configuration = address ?? _address;
                            options.KeyPrefix = _prefix;
                        })
                ),
            protection ?? Protection,
            settings,
            services
        );
        _hosts.Add(host);
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }

        Sandbox.Dispose();
    }
}
