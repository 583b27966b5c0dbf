using System.Runtime.CompilerServices;

namespace SystemUser.Sandbox.DecisionLog.Internal;

/// <summary>The latest decisions. Bounded: the oldest make way.</summary>
internal sealed class DecisionRing
{
    /// <summary>How many decisions are kept.</summary>
    public const int Capacity = 10_000;

    private readonly Lock gate = new();
    private readonly DecisionEntry?[] entries = new DecisionEntry?[Capacity];
    private long last;
    private long cleared;
    private TaskCompletionSource added = NewSignal();

    /// <summary>Keeps a decision, and wakes those who follow.</summary>
    public DecisionEntry Add(DecisionEntry entry)
    {
        TaskCompletionSource signal;
        lock (gate)
        {
            entry = entry with { Number = ++last };
            entries[last % Capacity] = entry;
            signal = added;
            added = NewSignal();
        }

        signal.SetResult();
        return entry;
    }

    /// <summary>The decisions after a number that are still kept, oldest first.</summary>
    public IReadOnlyList<DecisionEntry> After(long number)
    {
        lock (gate)
        {
            var first = Math.Max(Math.Max(number, cleared), last - Capacity) + 1;
            var result = new List<DecisionEntry>((int)Math.Max(0, last - first + 1));
            for (var i = first; i <= last; i++)
            {
                result.Add(entries[i % Capacity]!);
            }

            return result;
        }
    }

    /// <summary>Forgets all decisions; the numbers go on.</summary>
    public void Clear()
    {
        lock (gate)
        {
            cleared = last;
            Array.Clear(entries);
        }
    }

    /// <summary>The decisions after a number, and then each as it comes. A follower that is too slow misses the oldest.</summary>
    public async IAsyncEnumerable<DecisionEntry> FollowAsync(
        long number,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        while (true)
        {
            Task signal;
            lock (gate)
            {
                signal = added.Task;
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
