using System.Globalization;
using KravOgBetalingerApi.Tests.Support;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Redis.Tests.Support;
using Tests.Shared;

namespace SystemUser.AspNetCore.Redis.Tests;

/// <summary>What one host forgets, all forget, whoever plays with what lies in Redis.</summary>
public sealed class ForgettingTests : RedisTests
{
    private static readonly TimeSpan s_pace = TimeSpan.FromMilliseconds(500);

    [Fact]
    public async Task Forgetting_reaches_every_host_though_no_clock_moves()
    {
        Host[] hosts = [await Hosts.AddAsync(), await Hosts.AddAsync(), await Hosts.AddAsync()];
        var token = Hosts.Token();
        foreach (var host in hosts)
        {
            await ShareAsync(host, token);
        }

        await hosts[0].ForgetAsync(token);
        Hosts.Sandbox.Pdp.Always.Deny();

        foreach (var host in hosts)
        {
            await Poll.UntilAsync(async () => await host.StatusAsync(token) == 403);
        }

        hosts[0].Log.Of("SystemUserForgottenEverywhere").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Only_the_system_user_is_asked_about_anew_that_was_forgotten()
    {
        var (one, two) = (await Hosts.AddAsync(), await Hosts.AddAsync());
        var (token, other) = (Hosts.Token(), Hosts.Token());
        await ShareAsync(two, token);
        await ShareAsync(two, other);

        await one.ForgetAsync(token);
        await Poll.UntilAsync(async () => await two.AskAsync(token) == DecisionSource.PolicyDecisionPoint);

        (await two.AskAsync(other)).ShouldBe(DecisionSource.Cache);
    }

    [Fact]
    public async Task What_is_asked_after_the_forgetting_is_shared_again()
    {
        var (one, two) = (await Hosts.AddAsync(), await Hosts.AddAsync());
        var token = Hosts.Token();
        await ShareAsync(two, token);
        var shared = Redis.Decisions().Single();
        var before = await Redis.Database.StringGetAsync(shared);
        await one.ForgetAsync(token);
        await Poll.UntilAsync(async () => await two.AskAsync(token) == DecisionSource.PolicyDecisionPoint);
        await Poll.UntilAsync(async () => await Redis.Database.StringGetAsync(shared) != before);

        (await one.AskAsync(token)).ShouldBe(DecisionSource.Distributed);
        (await two.AskAsync(token)).ShouldBe(DecisionSource.Cache);
    }

    [Fact]
    public async Task A_host_that_was_cut_off_forgets_what_it_did_not_hear_of_and_nothing_else()
    {
        var separator = Redis.Address.LastIndexOf(':');
        using var cable = new TcpRelay(
            Redis.Address[..separator],
            int.Parse(Redis.Address.AsSpan(separator + 1), CultureInfo.InvariantCulture)
        );
        cable.Connect();
        await using var hosts = new Hosts(Redis.Address, Redis.Prefix, TimeProvider.System);
        var one = await hosts.AddAsync();
        var two = await hosts.AddAsync($"127.0.0.1:{cable.Port}");
        var (token, other) = (hosts.Token(), hosts.Token());
        await two.AskAsync(token);
        await two.AskAsync(other);

        cable.Disconnect();
        await one.ForgetAsync(token);
        hosts.Sandbox.Pdp.Always.Deny();
        await Poll.UntilAsync(() => two.Log.Of("ForgettingsNotHeard").Length == 1);
        (await two.StatusAsync(token)).ShouldBe(200); // it cannot know
        // What was written before the cut may be reported after it.
        await Poll.UntilAsync(async () => (await two.HealthAsync()).Status == HealthStatus.Degraded);

        cable.Connect();
        await Poll.UntilAsync(() => two.Log.Of("ForgettingsHeardAgain").Length == 1);
        (await two.StatusAsync(token)).ShouldBe(403);
        (await two.StatusAsync(other)).ShouldBe(200);
        two.Log.Of("AllForgotten").ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_host_forgets_everything_when_the_log_no_longer_holds_where_it_stopped()
    {
        await using var hosts = new Hosts(Redis.Address, Redis.Prefix, TimeProvider.System);
        var (one, two) = (await hosts.AddAsync(), await hosts.AddAsync());
        var token = hosts.Token();
        await one.AskAsync(token);
        await two.AskAsync(token);
        hosts.Sandbox.Pdp.Always.Deny();

        await Redis.Database.StreamTrimAsync(Redis.Key("log"), 0);

        await Poll.UntilAsync(async () => await one.StatusAsync(token) == 403 && await two.StatusAsync(token) == 403);
        two.Log.Of("AllForgotten").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_forgotten_permit_stays_forgotten_when_everything_from_before_is_played_again()
    {
        var (one, two) = (await Hosts.AddAsync(), await Hosts.AddAsync());
        var token = Hosts.Token();
        await one.ForgetAsync(token);
        await Poll.UntilAsync(() => Redis.Keys("{systemuser}:forgetting:").Length == 1);
        await ShareAsync(one, token); // under the first forgetting's generation
        var before = await SnapshotAsync();

        await one.ForgetAsync(token);
        Hosts.Sandbox.Pdp.Always.Deny();
        await Poll.UntilAsync(async () => await two.StatusAsync(token) == 403);
        await PlayAgainAsync(before);

        // Refusals are remembered for five seconds, and those who asked look in Redis again then.
        for (var i = 0; i < 3; i++)
        {
            Hosts.Clock.Advance(TimeSpan.FromSeconds(6));
            (await one.StatusAsync(token)).ShouldBe(403);
            (await two.StatusAsync(token)).ShouldBe(403);
        }
    }

    [Fact]
    public async Task A_decision_is_not_used_when_it_is_copied_under_anothers_name()
    {
        var (one, two) = (await Hosts.AddAsync(), await Hosts.AddAsync());
        var (token, other) = (Hosts.Token(), Hosts.Token());
        await ShareAsync(one, token);
        var permitted = Redis.Decisions().Single();
        Hosts.Sandbox.Pdp.Always.Deny();
        (await one.StatusAsync(other)).ShouldBe(403);
        await Poll.UntilAsync(() => Redis.Decisions().Length == 2);
        var refused = Redis.Decisions().Single(key => key != permitted);

        await Redis.Database.StringSetAsync(refused, await Redis.Database.StringGetAsync(permitted));

        (await two.StatusAsync(other)).ShouldBe(403);
    }

    private async Task<Dictionary<RedisKey, RedisValue>> SnapshotAsync()
    {
        var values = new Dictionary<RedisKey, RedisValue>();
        foreach (var key in Redis.Keys().Where(key => key != Redis.Key("log")))
        {
            values[key] = await Redis.Database.StringGetAsync(key);
        }

        return values;
    }

    /// <summary>Puts back all that was there, and says again in the log what was said there before.</summary>
    private async Task PlayAgainAsync(Dictionary<RedisKey, RedisValue> before)
    {
        foreach (var (key, value) in before)
        {
            await Redis.Database.StringSetAsync(key, value);
        }

        var log = await Redis.Database.StreamRangeAsync(Redis.Key("log"));
        foreach (var entry in log.Where(entry => entry.Values[0].Name == "forgetting").Take(1))
        {
            await Redis.Database.StreamAddAsync(Redis.Key("log"), entry.Values);
        }

        await Redis.Database.PublishAsync(
            RedisChannel.Literal(Redis.Prefix + "{systemuser}:forgotten"),
            RedisValue.EmptyString
        );
        Hosts.Clock.Advance(s_pace);
    }
}
