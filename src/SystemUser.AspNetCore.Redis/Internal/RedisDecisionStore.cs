using System.Threading.Channels;
using Microsoft.Extensions.Options;
using StackExchange.Redis;
using SystemUser.AspNetCore.Decisions;

namespace SystemUser.AspNetCore.Redis.Internal;

/// <summary>Keeps in Redis what the app's hosts share. It sees names and sealed bytes.</summary>
internal sealed class RedisDecisionStore : ISharedDecisionStore, IAsyncDisposable
{
    // What a replica says may be of yesterday.
    private const CommandFlags Flags = CommandFlags.DemandMaster;

    private readonly RedisConnection _connection;
    private readonly string _prefix;
    private readonly RedisKey _log;
    private readonly RedisKey _epoch;
    private readonly RedisChannel _channel;
    private readonly Channel<bool> _wakes = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );
    private IConnectionMultiplexer? _subscribed;

    public RedisDecisionStore(IOptions<SystemUserRedisOptions> options)
    {
        _connection = new(options);
        _prefix = options.Value.KeyPrefix;
        _log = Key("{systemuser}:log");
        _epoch = Key("{systemuser}:epoch");
        _channel = RedisChannel.Literal(_prefix + "{systemuser}:forgotten");
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    public async Task<SharedEntries> ReadAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var database = await DatabaseAsync(cancellationToken);
        var found = await database.StringGetAsync([.. names.Select(Key), _epoch], Flags);
        return new([.. found.SkipLast(1).Select(Entry)], Epoch(found[^1]));
    }

    public async Task WriteAsync(
        string decision,
        ReadOnlyMemory<byte> entry,
        TimeSpan lifetime,
        CancellationToken cancellationToken
    )
    {
        var database = await DatabaseAsync(cancellationToken);
        await database.StringSetAsync(Key(decision), entry, lifetime, flags: Flags);
    }

    public async Task ForgetAsync(
        string forgetting,
        ReadOnlyMemory<byte> entry,
        TimeSpan lifetime,
        CancellationToken cancellationToken
    )
    {
        var database = await DatabaseAsync(cancellationToken);
        await database.ScriptEvaluateAsync(
            RedisScripts.Forget,
            [_log, _epoch, Key(forgetting)],
            [NewEpoch(), entry, (long)lifetime.TotalMilliseconds, (byte[])_channel!],
            Flags
        );
    }

    public async Task<ForgottenPage> ReadForgottenAsync(ForgottenPage? previous, CancellationToken cancellationToken)
    {
        var database = await DatabaseAsync(cancellationToken);
        var answer = (RedisResult[])
            (
                await database.ScriptEvaluateAsync(
                    RedisScripts.Read,
                    [_log, _epoch],
                    [
                        NewEpoch(),
                        previous?.Epoch.ToByteArray() ?? RedisValue.EmptyString,
                        previous?.Place ?? string.Empty,
                    ],
                    Flags
                )
            )!;
        var entries = (RedisResult[])answer[2]!;
        return new(
            Epoch((RedisValue)answer[0]),
            (string)answer[1]!,
            [.. entries.Select(Forgetting).Where(entry => entry is not null).Select(entry => entry!.Value)],
            entries.Length >= RedisScripts.MostRead
        );
    }

    public async Task WaitForForgottenAsync(CancellationToken cancellationToken)
    {
        var connection = await _connection.GetAsync(cancellationToken);
        if (_subscribed != connection)
        {
            _subscribed = connection; // from now on the connection sees to it, also when it was lost
            await connection.GetSubscriber().SubscribeAsync(_channel, (_, _) => _wakes.Writer.TryWrite(true));
        }

        await _wakes.Reader.ReadAsync(cancellationToken);
    }

    private static RedisValue NewEpoch() => Guid.NewGuid().ToByteArray();

    private static Guid Epoch(RedisValue value) =>
        (byte[]?)value is { Length: 16 } bytes ? new Guid(bytes) : Guid.Empty;

    // A bare null would become an empty memory.
    private static ReadOnlyMemory<byte>? Entry(RedisValue value) =>
        value.IsNull ? default(ReadOnlyMemory<byte>?) : (ReadOnlyMemory<byte>)value;

    /// <summary>Gets the forgetting of an entry of the log: its id, then the name and the value of its field. The first says only that the log begins.</summary>
    private static ReadOnlyMemory<byte>? Forgetting(RedisResult entry)
    {
        var field = (RedisResult[])((RedisResult[])entry!)[1]!;
        return (string?)field[0] == "forgetting" ? Entry((RedisValue)field[1]) : default;
    }

    private RedisKey Key(string name) => _prefix + name;

    private async ValueTask<IDatabase> DatabaseAsync(CancellationToken cancellationToken) =>
        (await _connection.GetAsync(cancellationToken)).GetDatabase();
}
