using Microsoft.Extensions.Diagnostics.HealthChecks;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Redis.Tests.Support;
using Tests.Shared;

namespace SystemUser.AspNetCore.Redis.Tests;

/// <summary>A Redis that is gone, started anew, emptied or silent costs calls to Altinn and nothing else.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    private RedisServer _server = null!;
    private Hosts _hosts = null!;

    public ValueTask InitializeAsync()
    {
        _server = RedisServer.NewOrSkip();
        _hosts = new Hosts(_server.Address, clock: TimeProvider.System);
        return default;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _hosts.DisposeAsync();
            _server.Dispose();
        }
    }

    [Fact]
    public async Task A_host_starts_without_Redis_and_shares_as_soon_as_it_is_there()
    {
        var (one, two) = (await _hosts.AddAsync(), await _hosts.AddAsync());
        (await one.AskAsync(_hosts.Token())).ShouldBe(DecisionSource.PolicyDecisionPoint);
        (await one.HealthAsync()).Status.ShouldBe(HealthStatus.Degraded);
        one.Log.Of("ForgettingsNotHeard").ShouldHaveSingleItem();

        await _server.StartAsync();

        await ShareAsync(one, two);
        await ForgetAsync(one, two);
    }

    [Fact]
    public async Task No_request_fails_when_Redis_is_stopped_and_started_anew()
    {
        await _server.StartAsync();
        var (one, two) = (await _hosts.AddAsync(), await _hosts.AddAsync());
        await ShareAsync(one, two);

        _server.Stop();
        for (var i = 0; i < 20; i++)
        {
            (await one.StatusAsync(_hosts.Token())).ShouldBe(200);
            (await two.StatusAsync(_hosts.Token())).ShouldBe(200);
        }

        await Poll.UntilAsync(() => two.Log.Of("ForgettingsNotHeard").Length == 1);
        await _server.StartAsync();
        await ShareAsync(one, two);
        await ForgetAsync(one, two);
        two.Log.Of("AllForgotten").ShouldNotBeEmpty(); // what was forgotten meanwhile went with the old one
    }

    [Fact]
    public async Task Every_host_forgets_everything_when_Redis_is_emptied()
    {
        await _server.StartAsync();
        var (one, two) = (await _hosts.AddAsync(), await _hosts.AddAsync());
        var token = _hosts.Token();
        await one.StatusAsync(token);
        await two.StatusAsync(token);
        _hosts.Sandbox.Pdp.Always.Deny();
        (await two.StatusAsync(token)).ShouldBe(200);

        await using (var redis = await TestRedis.OpenAsync($"{_server.Address},allowAdmin=true"))
        {
            await redis.Connection.GetServers()[0].FlushAllDatabasesAsync();
        }

        await Poll.UntilAsync(async () => await one.StatusAsync(token) == 403 && await two.StatusAsync(token) == 403);
    }

    [Fact]
    public async Task A_forgetting_is_told_when_Redis_is_there_again()
    {
        await _server.StartAsync();
        var (one, two) = (await _hosts.AddAsync(), await _hosts.AddAsync());
        var token = _hosts.Token();
        _server.Stop();
        await Poll.UntilAsync(() => one.Log.Of("ForgettingsNotHeard").Length == 1);

        await one.ForgetAsync(token);
        one.Log.Of("SharedCacheNotTold").ShouldHaveSingleItem();
        await _server.StartAsync();

        await using var redis = await TestRedis.OpenAsync(_server.Address);
        await Poll.UntilAsync(() => redis.Connection.GetServers()[0].Keys(pattern: "*:forgetting:*").Any());
        await Poll.UntilAsync(() => two.Log.Of("ForgettingsHeardAgain").Length == 1);
    }

    [Fact]
    public async Task No_request_fails_when_Redis_is_silent()
    {
        await _server.StartAsync();
        var host = await _hosts.AddAsync();
        _server.Freeze();
        try
        {
            for (var i = 0; i < 30; i++)
            {
                (await host.StatusAsync(_hosts.Token())).ShouldBe(200);
            }

            (await host.AskManyAsync(_hosts.Token(), 0, 100)).ShouldBe(100);
            await host.ForgetAsync(_hosts.Token());
            (await host.HealthAsync()).Status.ShouldBe(HealthStatus.Degraded);
        }
        finally
        {
            _server.Thaw();
        }

        host.Log.Of("ServiceCircuitOpened").ShouldHaveSingleItem(); // ten in a row, and it is asked no more
        host.Log.Of("SharedCacheFailed").Length.ShouldBeLessThan(5);
    }

    private Task ShareAsync(Host one, Host two) =>
        Poll.UntilAsync(async () =>
        {
            var token = _hosts.Token();
            (await one.StatusAsync(token)).ShouldBe(200);
            return await two.AskAsync(token) == DecisionSource.Distributed;
        });

    private async Task ForgetAsync(Host one, Host two)
    {
        var token = _hosts.Token();
        await two.StatusAsync(token);
        await one.ForgetAsync(token);
        await Poll.UntilAsync(async () => await two.AskAsync(token) == DecisionSource.PolicyDecisionPoint);
    }
}
