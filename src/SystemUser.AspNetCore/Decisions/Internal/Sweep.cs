using System.Collections.Concurrent;

namespace SystemUser.AspNetCore.Decisions.Internal;

/// <summary>Takes out of a dictionary what is over, whenever it has doubled since the last time.</summary>
internal sealed class Sweep
{
    private const int Least = 1024;

    private int _next = Least;

    public void Run<TKey, TValue>(ConcurrentDictionary<TKey, TValue> entries, Predicate<TValue> isOver)
        where TKey : notnull
    {
        if (entries.Count < Volatile.Read(ref _next))
        {
            return;
        }

        foreach (var entry in entries)
        {
            if (isOver(entry.Value))
            {
                entries.TryRemove(entry);
            }
        }

        Volatile.Write(ref _next, Math.Max(Least, entries.Count * 2));
    }
}
