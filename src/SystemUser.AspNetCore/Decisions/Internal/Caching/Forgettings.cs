using System.Collections.Concurrent;
using SystemUser.AspNetCore.Claims;

namespace SystemUser.AspNetCore.Decisions.Internal.Caching;

/// <summary>Which system users were forgotten, and when, so that what was asked before is not remembered after, even if the answer was still under way.</summary>
internal sealed class Forgettings
{
    private const int LeastToPrune = 1024;

    // Decisions live five minutes at most, and a question is under way for one at most.
    private static readonly TimeSpan s_memory = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<SystemUserId, (long Stamp, DateTimeOffset At)> _forgotten = new();
    private long _latest;
    private int _pruneAt = LeastToPrune;
    private volatile bool _isAny;

    /// <summary>Gets the stamp of a question that is put now.</summary>
    public long Stamp => Volatile.Read(ref _latest);

    /// <summary>Tells whether what a question with this stamp led to may still be used.</summary>
    public bool IsCurrent(SystemUserId systemUser, long stamp) =>
        !_isAny || !_forgotten.TryGetValue(systemUser, out var forgotten) || stamp >= forgotten.Stamp;

    public void Forget(SystemUserId systemUser, DateTimeOffset now)
    {
        var stamp = Interlocked.Increment(ref _latest);
        _forgotten.AddOrUpdate(
            systemUser,
            static (_, added) => added,
            static (_, known, added) => added.stamp > known.Stamp ? added : known,
            (stamp, now)
        );
        _isAny = true;
        Prune(now);
    }

    private void Prune(DateTimeOffset now)
    {
        if (_forgotten.Count < Volatile.Read(ref _pruneAt))
        {
            return;
        }

        foreach (var (systemUser, forgotten) in _forgotten)
        {
            if (now - forgotten.At > s_memory)
            {
                _forgotten.TryRemove(new(systemUser, forgotten));
            }
        }

        Volatile.Write(ref _pruneAt, Math.Max(LeastToPrune, _forgotten.Count * 2));
    }
}
