using System.Runtime.CompilerServices;

namespace SystemUser.Sandbox.DecisionLog.Internal;

/// <summary>The latest decisions. Bounded: the oldest make way.</summary>
internal sealed class DecisionRing
{
    /// <summary>How many decisions are kept.</summary>
    public const int Capacity = 10_000;

    private readonly Lock _gate = new();
    private readonly LoggedDecision?[] _entries = new LoggedDecision?[Capacity];
    private long _last;
    private long _cleared;
    private TaskCompletionSource _added = NewSignal();

    /// <summary>Keeps a decision, and wakes those who follow.</summary>
    public LoggedDecision Add(LoggedDecision entry)
    {
        TaskCompletionSource signal;
        lock (_gate)
        {
            entry = entry with { Number = ++_last };
            _entries[_last % Capacity] = entry;
            signal = _added;
            _added = NewSignal();
        }

        signal.SetResult();
        return entry;
    }

    /// <summary>The decisions after a number that are still kept, oldest first.</summary>
    public IReadOnlyList<LoggedDecision> After(long number)
    {
        lock (_gate)
        {
            if (number >= _last)
            {
                return [];
            }

            var first = Math.Max(Math.Max(number, _cleared), _last - Capacity) + 1;
            var result = new List<LoggedDecision>((int)(_last - first + 1));
            for (var i = first; i <= _last; i++)
            {
                result.Add(_entries[i % Capacity]!);
            }

            return result;
        }
    }

    /// <summary>The latest decisions that are still kept, at most so many, newest first.</summary>
    public IReadOnlyList<LoggedDecision> Latest(int count)
    {
        lock (_gate)
        {
            var last = Math.Max(_cleared, _last - Math.Min(count, Capacity));
            var result = new List<LoggedDecision>((int)(_last - last));
            for (var i = _last; i > last; i--)
            {
                result.Add(_entries[i % Capacity]!);
            }

            return result;
        }
    }

    /// <summary>Forgets all decisions; the numbers go on.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _cleared = _last;
            Array.Clear(_entries);
        }
    }

    /// <summary>
    /// The decisions after a number, and then each as it comes. A follower that is too slow misses the oldest.
    /// </summary>
    public async IAsyncEnumerable<LoggedDecision> FollowAsync(
        long number,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        while (true)
        {
            Task signal;
            lock (_gate)
            {
                signal = _added.Task;
            }

            foreach (var entry in After(number))
            {
                number = entry.Number;
                yield return entry;
            }

            await signal.WaitAsync(cancellationToken);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
