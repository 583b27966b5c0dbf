namespace SystemUser.AspNetCore.Redis.Internal;

/// <summary>What is done in Redis in one go. The log is a stream; it and the epoch begin, and end, together.</summary>
internal static class RedisScripts
{
    /// <summary>How many forgettings are kept, or a few more. A host that missed more than these forgets everything.</summary>
    public const int MostKept = 10_000;

    /// <summary>How many are read at once.</summary>
    public const int MostRead = 1000;

    // Longer than any decision lives that was made before: a new host needs to know of no older forgetting.
    private const int SecondsBack = 600;

    private const string Begin = """
        local function begin(log, epoch, fresh)
            redis.call('SET', epoch, fresh)
            redis.call('DEL', log)
            return redis.call('XADD', log, '*', 'epoch', fresh)
        end

        """;

    /// <summary>Keeps a forgetting under its name and at the end of the log, and wakes the hosts.</summary>
    /// <remarks>Keys: log, epoch, name. Values: an epoch to begin with, the forgetting, its lifetime in ms, the channel. Where publishing is forbidden, hosts still read the log twice a second.</remarks>
    public static readonly string Forget = $"""
        {Begin}
        if redis.call('EXISTS', KEYS[1], KEYS[2]) < 2 then
            begin(KEYS[1], KEYS[2], ARGV[1])
        end
        redis.call('SET', KEYS[3], ARGV[2], 'PX', ARGV[3])
        redis.call('XADD', KEYS[1], 'MAXLEN', '~', {MostKept}, '*', 'forgetting', ARGV[2])
        redis.pcall('PUBLISH', ARGV[4], '')
        """;

    /// <summary>Reads on in the log. Where the place before is no longer in it, a new epoch begins, so that all hosts know.</summary>
    /// <remarks>Keys: log, epoch. Values: an epoch to begin with; the epoch and the place before, empty at first. Returns epoch, place and entries.</remarks>
    public static readonly string Read = $"""
        {Begin}
        local epoch = redis.call('GET', KEYS[2])
        local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]
        local found
        if epoch and last and epoch == ARGV[2] then
            found = redis.call('XRANGE', KEYS[1], ARGV[3], '+', 'COUNT', {MostRead + 1})
            if found[1] and found[1][1] == ARGV[3] then
                table.remove(found, 1)
                last = found[#found] or last
            else
                last = nil
            end
        elseif epoch and last then
            local from = string.format('%d', (redis.call('TIME')[1] - {SecondsBack}) * 1000)
            found = redis.call('XRANGE', KEYS[1], from, '+', 'COUNT', {MostRead})
            last = found[#found] or last
        end
        if epoch and last then
            return {"{"} epoch, last[1], found {"}"}
        end
        return {"{"} ARGV[1], begin(KEYS[1], KEYS[2], ARGV[1]), {"{}"} {"}"}
        """;
}
