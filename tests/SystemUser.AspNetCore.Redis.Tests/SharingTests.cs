using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using StackExchange.Redis;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Redis.Tests.Support;

namespace SystemUser.AspNetCore.Redis.Tests;

/// <summary>Several hosts of one app over a real Redis: what one asked, all know.</summary>
public sealed class SharingTests : RedisTests
{
    [Fact]
    public async Task A_decision_that_one_host_asked_for_is_known_to_the_others()
    {
        var (one, two) = (await Hosts.AddAsync(), await Hosts.AddAsync());
        var token = Hosts.Token();

        await ShareAsync(one, token);

        (await two.AskAsync(token)).ShouldBe(DecisionSource.Distributed);
        (await two.AskAsync(token)).ShouldBe(DecisionSource.Cache);
        Hosts.PdpCalls.ShouldBe(1);
    }

    [Fact]
    public async Task Three_hosts_make_forty_calls_together_for_a_thousand_clients_of_one_agent()
    {
        Host[] hosts = [await Hosts.AddAsync(), await Hosts.AddAsync(), await Hosts.AddAsync()];
        var token = Hosts.Token();
        var asked = 0;

        for (var round = 0; round < hosts.Length; round++)
        {
            for (var page = 0; page < 10; page++)
            {
                var host = hosts[asked++ % hosts.Length]; // ten pages in turn: each comes to another host the next time
                (await host.AskManyAsync(token, page * 100, 100)).ShouldBe(100);
            }

            await Poll.UntilAsync(() => Redis.Decisions().Length >= 1000);
        }

        Hosts.PdpCalls.ShouldBe(40);
    }

    [Fact]
    public async Task A_host_that_is_started_anew_asks_nothing_anew()
    {
        var token = Hosts.Token();
        await using (var first = await Hosts.AddAsync())
        {
            await first.AskManyAsync(token, 0, 100);
            await Poll.UntilAsync(() => Redis.Decisions().Length >= 100);
        }

        var next = await Hosts.AddAsync();
        (await next.AskManyAsync(token, 0, 100)).ShouldBe(100);

        Hosts.PdpCalls.ShouldBe(4);
    }

    [Fact]
    public async Task What_lies_in_Redis_tells_nobody_who_asks_for_what_and_is_no_key()
    {
        var host = await Hosts.AddAsync();
        var token = Hosts.Token();
        await ShareAsync(host, token);
        await host.ForgetAsync(token);

        var names = Redis.Keys().Select(key => key.ToString()[Redis.Prefix.Length..]).Order().ToArray();
        names
            .Where(name => !name.Contains(":decision:") && !name.Contains(":forgetting:"))
            .ShouldBe(["{systemuser}:epoch", "{systemuser}:log", "{systemuser}:nothing"]);
        var everything = string.Concat(
            names.Concat(
                await Task.WhenAll(
                    Redis.Decisions().Select(async key => (string)(await Redis.Database.StringGetAsync(key))!)
                )
            )
        );
        everything.ShouldNotContain(token.SystemUserId!);
        everything.ShouldNotContain(Host.Owner);
        everything.ShouldNotContain(Host.Resource);
        everything.ShouldNotContain("Permit");
    }

    [Fact]
    public async Task The_apps_own_key_ring_and_cache_stay_as_they_are()
    {
        var host = await Hosts.AddAsync();

        host.Services.GetRequiredService<IOptions<KeyManagementOptions>>().Value.XmlRepository.ShouldBeNull();
        host.Services.GetService<IDistributedCache>().ShouldBeNull();
        host.Services.GetService<IConnectionMultiplexer>().ShouldBeNull();
    }

    [Fact]
    public async Task A_connection_of_the_apps_own_is_used_when_it_is_handed_over_and_is_the_apps_to_end()
    {
        var host = await Hosts.AddAsync(addRedis: builder =>
            builder.AddRedis(options =>
            {
                options.ConnectionMultiplexerFactory = () => Task.FromResult(Redis.Connection);
                options.KeyPrefix = Redis.Prefix;
            })
        );
        await ShareAsync(host, Hosts.Token());

        await host.DisposeAsync();

        Redis.Connection.IsConnected.ShouldBeTrue();
    }

    [Fact]
    public async Task Health_is_good_once_Redis_has_answered()
    {
        var host = await Hosts.AddAsync();

        (await host.HealthAsync()).Description.ShouldNotBeNull().ShouldStartWith("Answered");
    }
}
