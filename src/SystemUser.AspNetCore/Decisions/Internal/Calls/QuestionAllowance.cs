using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using SystemUser.AspNetCore.Claims;

namespace SystemUser.AspNetCore.Decisions.Internal.Calls;

/// <summary>How many calls each system user may cause a minute: a bucket that holds a minute's allowance and fills evenly.</summary>
/// <remarks>
/// Kept as the time at which the bucket is full again (GCRA), one number for each system user that has asked of late, on
/// <see cref="TimeProvider"/>, which the framework's limiters do not take.
/// </remarks>
internal sealed class QuestionAllowance(TimeProvider timeProvider)
{
    private const int LeastToPrune = 1024;
    private const long Minute = TimeSpan.TicksPerMinute;

    private readonly ConcurrentDictionary<SystemUserId, StrongBox<long>> _fullAgain = new();
    private readonly long _start = timeProvider.GetTimestamp();
    private int _pruneAt = LeastToPrune;

    /// <summary>Takes one call from a system user's bucket.</summary>
    /// <param name="systemUser">The system user.</param>
    /// <param name="perMinute">The allowance; 0 is no limit.</param>
    /// <param name="wait">How long until there is one, if there is none now.</param>
    public bool TryTake(SystemUserId systemUser, int perMinute, out TimeSpan wait)
    {
        wait = default;
        if (perMinute == 0)
        {
            return true;
        }

        var now = timeProvider.GetElapsedTime(_start).Ticks;
        var cost = Minute / perMinute;
        var box = _fullAgain.GetOrAdd(systemUser, static _ => new StrongBox<long>());
        while (true)
        {
            var fullAgain = Volatile.Read(ref box.Value);
            var next = Math.Max(fullAgain, now) + cost;
            if (next - now > Minute)
            {
                wait = TimeSpan.FromTicks(next - now - Minute);
                return false;
            }

            if (Interlocked.CompareExchange(ref box.Value, next, fullAgain) == fullAgain)
            {
                Prune(now);
                return true;
            }
        }
    }

    /// <summary>A full bucket need not be kept.</summary>
    private void Prune(long now)
    {
        if (_fullAgain.Count < Volatile.Read(ref _pruneAt))
        {
            return;
        }

        foreach (var (systemUser, box) in _fullAgain)
        {
            if (Volatile.Read(ref box.Value) <= now)
            {
                _fullAgain.TryRemove(new(systemUser, box));
            }
        }

        Volatile.Write(ref _pruneAt, Math.Max(LeastToPrune, _fullAgain.Count * 2));
    }
}
