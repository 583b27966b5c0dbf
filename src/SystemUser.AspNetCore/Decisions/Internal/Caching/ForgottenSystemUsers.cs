using System.Collections.Concurrent;
using SystemUser.AspNetCore.Claims;

namespace SystemUser.AspNetCore.Decisions.Internal.Caching;

/// <summary>Which system users were forgotten here, so that nothing is used that was asked before: not from memory, not from a flight, not from the shared cache.</summary>
internal sealed class ForgottenSystemUsers(TimeProvider timeProvider)
{
    private const int LeastToPrune = 1024;

    // Decisions live five minutes at most, and a question is under way for one at most.
    private static readonly TimeSpan s_memory = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<SystemUserId, Forgetting> _forgotten = new();
    private long _latest;
    private int _pruneAt = LeastToPrune;
    private volatile bool _isAny;

    /// <summary>Gets the stamp of a question that is put now.</summary>
    public long Stamp => Volatile.Read(ref _latest);

    /// <summary>Tells whether what a question with this stamp led to may still be used.</summary>
    public bool IsCurrent(SystemUserId systemUser, long stamp) =>
        !_isAny || !_forgotten.TryGetValue(systemUser, out var forgotten) || stamp >= forgotten.Stamp;

    /// <summary>Tells whether what was shared under a generation may be used: once forgotten, only what was asked by those who have heard of it.</summary>
    /// <remarks>It does not matter whether the shared cache took the new generation, lost it, or took an older one after it.</remarks>
    public bool IsCurrent(SystemUserId systemUser, Guid generation) =>
        !_isAny || !_forgotten.TryGetValue(systemUser, out var forgotten) || generation == forgotten.Generation;

    /// <summary>Forgets a system user.</summary>
    /// <returns>The generation that begins with it.</returns>
    public Guid Forget(SystemUserId systemUser)
    {
        var forgetting = new Forgetting(
            Interlocked.Increment(ref _latest),
            Guid.NewGuid(),
            timeProvider.GetTimestamp()
        );
        _forgotten.AddOrUpdate(
            systemUser,
            static (_, added) => added,
            static (_, known, added) => added.Stamp > known.Stamp ? added : known,
            forgetting
        );
        _isAny = true;
        Prune();
        return forgetting.Generation;
    }

    private void Prune()
    {
        if (_forgotten.Count < Volatile.Read(ref _pruneAt))
        {
            return;
        }

        foreach (var (systemUser, forgotten) in _forgotten)
        {
            if (timeProvider.GetElapsedTime(forgotten.At) > s_memory)
            {
                _forgotten.TryRemove(new(systemUser, forgotten));
            }
        }

        Volatile.Write(ref _pruneAt, Math.Max(LeastToPrune, _forgotten.Count * 2));
    }

    private readonly record struct Forgetting(long Stamp, Guid Generation, long At);
}
