using System.Collections.Concurrent;

namespace SystemUser.AspNetCore.Decisions.Internal.Caching;

/// <summary>A bounded cache of decisions: reads take no lock, and making room looks at a few entries whatever the size (a clock with a second chance).</summary>
internal sealed class DecisionCache(int capacity)
{
    private const int MostLooks = 16;

    private readonly ConcurrentDictionary<DecisionQuestion, DecisionEntry> _entries = new();
    private readonly List<DecisionEntry> _ring = [];
    private readonly Lock _lock = new();
    private int _hand;

    public int Count => _entries.Count;

    public bool TryGet(in DecisionQuestion question, Moment now, out DecisionEntry entry)
    {
        if (!_entries.TryGetValue(question, out entry!) || !entry.IsAlive(now))
        {
            return false;
        }

        if (!entry.IsRecent)
        {
            entry.IsRecent = true;
        }

        return true;
    }

    public void Set(DecisionEntry entry, Moment now)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(entry.Question, out var old))
            {
                entry.Place = old.Place;
            }
            else if (FindPlace(now) is { } place)
            {
                _entries.TryRemove(_ring[place].Question, out _);
                entry.Place = place;
            }
            else
            {
                entry.Place = _ring.Count;
                _ring.Add(entry);
            }

            _ring[entry.Place] = entry;
            _entries[entry.Question] = entry;
        }
    }

    /// <summary>Finds the place of an entry to give up: a dead one; or, if the cache is full, one that nobody has read of late.</summary>
    private int? FindPlace(Moment now)
    {
        var isFull = _ring.Count >= capacity;
        for (var looks = 0; looks < MostLooks && _ring.Count > 0; looks++)
        {
            var place = _hand < _ring.Count ? _hand : 0;
            var candidate = _ring[place];
            if (!candidate.IsAlive(now) || (isFull && (!candidate.IsRecent || looks == MostLooks - 1)))
            {
                _hand = place + 1;
                return place;
            }

            if (!isFull)
            {
                return null;
            }

            candidate.IsRecent = false;
            _hand = place + 1;
        }

        return null;
    }
}
