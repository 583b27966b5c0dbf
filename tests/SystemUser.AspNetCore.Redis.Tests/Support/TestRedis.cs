using StackExchange.Redis;

namespace SystemUser.AspNetCore.Redis.Tests.Support;

/// <summary>A test's own corner of the Redis that <c>SYSTEMUSER_TEST_REDIS</c> names (<c>127.0.0.1:6379</c>).</summary>
internal sealed class TestRedis : IAsyncDisposable
{
    private const string Variable = "SYSTEMUSER_TEST_REDIS";

    private TestRedis(string address, string prefix, IConnectionMultiplexer connection)
    {
        Address = address;
        Prefix = prefix;
        Connection = connection;
    }

    public string Address { get; }

    public string Prefix { get; }

    public IConnectionMultiplexer Connection { get; }

    public IDatabase Database => Connection.GetDatabase();

    public static async Task<TestRedis> OpenOrSkipAsync()
    {
        var address = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(address), $"Set {Variable} to the host:port of a Redis to run this.");
        return await OpenAsync(address);
    }

    public static async Task<TestRedis> OpenAsync(string address) =>
        new(address, $"test:{Guid.NewGuid():N}:", await ConnectionMultiplexer.ConnectAsync(address));

    /// <summary>Gets the names of the decisions that are shared now.</summary>
    public RedisKey[] Decisions() => Keys("{systemuser}:decision:");

    /// <summary>Gets the names of all that the hosts keep there and begins with some words.</summary>
    public RedisKey[] Keys(string first = "") =>
        [.. Connection.GetServers()[0].Keys(pattern: Prefix + first + "*", pageSize: 10_000)];

    public RedisKey Key(string name) => Prefix + "{systemuser}:" + name;

    public async ValueTask DisposeAsync()
    {
        if (Connection.IsConnected)
        {
            await Database.KeyDeleteAsync(Keys());
        }

        await Connection.DisposeAsync();
    }
}
