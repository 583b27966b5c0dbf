using SystemUser.AspNetCore.Decisions;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Redis.Tests.Support;

/// <summary>Tests over a real Redis, each in a corner of its own.</summary>
public abstract class RedisTests : IAsyncLifetime
{
    private protected TestRedis Redis { get; private set; } = null!;

    private protected Hosts Hosts { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Redis = await TestRedis.OpenOrSkipAsync();
        Hosts = new Hosts(Redis.Address, Redis.Prefix);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (Redis is not null)
        {
            await Hosts.DisposeAsync();
            await Redis.DisposeAsync();
        }
    }

    /// <summary>Has a host know a decision, and the others too if they ask.</summary>
    private protected async Task ShareAsync(Host host, MaskinportenToken token)
    {
        var before = Redis.Decisions().Length;
        if (await host.AskAsync(token) == DecisionSource.PolicyDecisionPoint)
        {
            await Poll.UntilAsync(() => Redis.Decisions().Length > before);
        }
    }
}
