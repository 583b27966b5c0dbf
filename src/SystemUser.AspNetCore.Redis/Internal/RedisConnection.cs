using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace SystemUser.AspNetCore.Redis.Internal;

/// <summary>The connection: made at the first use, and by itself again whenever it was lost.</summary>
internal sealed class RedisConnection(IOptions<SystemUserRedisOptions> options) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private Task<IConnectionMultiplexer>? _connection;

    /// <summary>Gets it.</summary>
    /// <exception cref="RedisConnectionException">It is not connected now.</exception>
    public async ValueTask<IConnectionMultiplexer> GetAsync(CancellationToken cancellationToken)
    {
        var connection = await Begin().WaitAsync(cancellationToken);
        return connection.IsConnected
            ? connection
            : throw new RedisConnectionException(ConnectionFailureType.UnableToConnect, "Redis is not connected.");
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is { } connection && options.Value.ConnectionMultiplexerFactory is null)
        {
            await (await connection).DisposeAsync();
        }
    }

    private Task<IConnectionMultiplexer> Begin()
    {
        lock (_lock)
        {
            return _connection is null or { IsFaulted: true } or { IsCanceled: true }
                ? _connection = Task.Run(ConnectAsync)
                : _connection;
        }
    }

    private async Task<IConnectionMultiplexer> ConnectAsync()
    {
        if (options.Value.ConnectionMultiplexerFactory is { } factory)
        {
            return await factory();
        }

        var own =
            options.Value.ConfigurationOptions?.Clone() ?? ConfigurationOptions.Parse(options.Value.Configuration!);
        own.ClientName ??= "SystemUser.AspNetCore";
        own.AbortOnConnectFail = false; // a Redis that is not there yet may come
        own.BacklogPolicy = BacklogPolicy.FailFast; // who waits asks Altinn instead
        own.ReconnectRetryPolicy = new ExponentialRetry(500, 3000);
        return await ConnectionMultiplexer.ConnectAsync(own);
    }
}
