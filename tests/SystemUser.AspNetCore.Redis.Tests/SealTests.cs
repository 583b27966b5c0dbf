using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Redis.Tests.Support;
using Tests.Shared;

namespace SystemUser.AspNetCore.Redis.Tests;

/// <summary>Hosts share with those who seal as they do, and with nobody else.</summary>
public sealed class SealTests : RedisTests
{
    private const string SealKey = "SystemUser:Decisions:SealKey";
    private const string PreviousSealKey = "SystemUser:Decisions:PreviousSealKey";

    private static readonly string s_key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
    private static readonly string s_other = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    [Fact]
    public async Task Hosts_with_one_seal_key_share_whatever_their_key_rings_are()
    {
        var one = await AddAsync((SealKey, s_key));
        var two = await AddAsync((SealKey, s_key));
        var token = Hosts.Token();
        await ShareAsync(one, token);

        (await two.AskAsync(token)).ShouldBe(DecisionSource.Distributed);

        await one.ForgetAsync(token);
        await Poll.UntilAsync(async () => await two.AskAsync(token) == DecisionSource.PolicyDecisionPoint);
        two.Log.Of("AllForgotten").ShouldBeEmpty();
        (one.Log.All() + two.Log.All()).ShouldNotContain(s_key);
    }

    [Theory]
    [InlineData("ring and ring")]
    [InlineData("key and ring")]
    [InlineData("key and key")]
    public async Task What_a_host_with_another_seal_shared_is_refused_and_what_it_forgets_makes_this_one_forget_all(
        string seals
    )
    {
        var one = seals.StartsWith("key") ? await AddAsync((SealKey, s_key)) : await AddAsync();
        var two = seals.EndsWith("key") ? await AddAsync((SealKey, s_other)) : await AddAsync();
        var token = Hosts.Token();
        await ShareAsync(one, token);

        (await two.AskAsync(token)).ShouldBe(DecisionSource.PolicyDecisionPoint);
        two.Log.Of("SharedEntryForeign").ShouldHaveSingleItem().ShouldContain(SealKey);

        await one.ForgetAsync(Hosts.Token()); // somebody else, which the other host cannot read
        await Poll.UntilAsync(async () => await two.AskAsync(token) == DecisionSource.PolicyDecisionPoint);
    }

    [Fact]
    public async Task A_seal_key_is_exchanged_while_hosts_with_either_share()
    {
        var ready = await AddAsync((SealKey, s_key), (PreviousSealKey, s_other));
        var exchanged = await AddAsync((SealKey, s_other), (PreviousSealKey, s_key));
        var (first, second) = (Hosts.Token(), Hosts.Token());
        await ShareAsync(ready, first);
        await ShareAsync(exchanged, second);

        (await exchanged.AskAsync(first)).ShouldBe(DecisionSource.Distributed);
        (await ready.AskAsync(second)).ShouldBe(DecisionSource.Distributed);

        await exchanged.ForgetAsync(first);
        await Poll.UntilAsync(async () => await ready.AskAsync(first) == DecisionSource.PolicyDecisionPoint);
        ready.Log.Of("SharedEntryForeign").ShouldBeEmpty();
    }

    [Fact]
    public async Task The_start_warns_when_hosts_share_with_neither_a_seal_key_nor_a_key_ring_of_all()
    {
        var alone = await Host.StartAsync(Hosts.Sandbox, AddRedis);
        await using var _ = alone;
        var sealedByKey = await Host.StartAsync(Hosts.Sandbox, AddRedis, settings: [(SealKey, s_key)]);
        await using var __ = sealedByKey;
        var folder = Directory.CreateTempSubdirectory();
        var ring = await Host.StartAsync(
            Hosts.Sandbox,
            AddRedis,
            services: services => services.AddDataProtection().PersistKeysToFileSystem(folder)
        );
        await ring.DisposeAsync();
        folder.Delete(recursive: true);

        alone.Log.Of("SealNotShared").ShouldHaveSingleItem().ShouldStartWith("Warning: ");
        sealedByKey.Log.Of("SealNotShared").ShouldBeEmpty();
        ring.Log.Of("SealNotShared").ShouldBeEmpty();

        void AddRedis(SystemUserBuilder builder) =>
            builder.AddRedis(options =>
            {
                options.Configuration = Redis.Address;
                options.KeyPrefix = Redis.Prefix;
            });
    }

    private Task<Host> AddAsync(params (string, string)[] settings) =>
        Hosts.AddAsync(protection: new EphemeralDataProtectionProvider(), settings: settings);
}
