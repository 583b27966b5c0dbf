using System.Collections.Concurrent;

namespace SystemUser.Sandbox.Wire.Internal.Tokens;

/// <summary>Remembers the assertions that have been used, for as long as they could be used again.</summary>
internal sealed class UsedAssertions
{
    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _used = new(StringComparer.Ordinal);
    private long _nextSweep;

    /// <summary>Notes that an assertion is used.</summary>
    /// <returns><see langword="true"/> if it had not been used before.</returns>
    public bool Add(string id, DateTimeOffset expires, DateTimeOffset now)
    {
        Sweep(now);
        return _used.TryAdd(id, expires);
    }

    private void Sweep(DateTimeOffset now)
    {
        var next = Volatile.Read(ref _nextSweep);
        if (
            now.UtcTicks < next
            || Interlocked.CompareExchange(ref _nextSweep, (now + SweepInterval).UtcTicks, next) != next
        )
        {
            return;
        }

        foreach (var (id, expires) in _used)
        {
            if (expires <= now)
            {
                _used.TryRemove(id, out _);
            }
        }
    }
}
