using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using StackExchange.Redis;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Redis.Tests.Support;

namespace SystemUser.AspNetCore.Redis.Tests;

public sealed class AddRedisTests
{
    // Nobody listens there.
    private const string Nowhere = "127.0.0.1:9";

    [Fact]
    public async Task AddRedis_may_be_called_twice()
    {
        await using var hosts = new Hosts(Nowhere);
        var host = await hosts.AddAsync(addRedis: builder => builder.AddRedis("127.0.0.1:8").AddRedis(Nowhere));

        host.Services.GetServices<ISharedDecisionStore>().ShouldHaveSingleItem();
        host.Services.GetRequiredService<IOptions<SystemUserRedisOptions>>().Value.Configuration.ShouldBe(Nowhere);
        (await host.StatusAsync(hosts.Token())).ShouldBe(200);
    }

    [Fact]
    public async Task The_start_stops_when_AddRedis_is_told_of_no_Redis_of_several_or_of_one_that_cannot_be_read()
    {
        (await FaultAsync(_ => { })).ShouldContain("told of no Redis, or of several");
        (
            await FaultAsync(options =>
            {
                options.Configuration = Nowhere;
                options.ConfigurationOptions = new ConfigurationOptions();
            })
        ).ShouldContain("told of no Redis, or of several");
        var unreadable = await FaultAsync(options => options.Configuration = "host:1,password=secret,ssl=perhaps");
        unreadable.ShouldContain("cannot read its Configuration");
        unreadable.ShouldNotContain("secret");
        (
            await FaultAsync(options =>
            {
                options.Configuration = Nowhere;
                options.KeyPrefix = "{app}";
            })
        ).ShouldContain("KeyPrefix");
    }

    [Fact]
    public async Task The_start_stops_when_the_apps_distributed_cache_is_to_be_used_too()
    {
        await using var hosts = new Hosts(Nowhere);

        var exception = await Should.ThrowAsync<OptionsValidationException>(() =>
            hosts.AddAsync(settings: [("SystemUser:Decisions:UseDistributedCache", "true")])
        );

        exception.Message.ShouldContain("'SystemUser:Decisions:UseDistributedCache' is on, and decisions are shared");
    }

    private static async Task<string> FaultAsync(Action<SystemUserRedisOptions> configure)
    {
        await using var hosts = new Hosts(Nowhere);
        var exception = await Should.ThrowAsync<OptionsValidationException>(() =>
            hosts.AddAsync(addRedis: builder => builder.AddRedis(configure))
        );
        return exception.Message;
    }
}
