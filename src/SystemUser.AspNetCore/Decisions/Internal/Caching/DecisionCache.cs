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

/// <summary>A remembered decision.</summary>
internal sealed class DecisionEntry(
    DecisionQuestion question,
    PolicyDecision decision,
    DateTimeOffset decidedAt,
    Moment end,
    long stamp
)
{
    // Far more than a thread waits between reading the clock and looking here, and far less than any lifetime.
    private const long ClockTolerance = TimeSpan.TicksPerSecond;

    // Ticks rather than DateTimeOffset: half the size, a hundred thousand times.
    private readonly long _decidedAt = decidedAt.UtcTicks;
    private readonly long _lastTimestamp = end.Timestamp;
    private long _expiresAt = end.Time.UtcTicks;

    public DecisionQuestion Question { get; } = question;

    public PolicyDecision Decision { get; } = decision;

    public DateTimeOffset DecidedAt => new(_decidedAt, TimeSpan.Zero);

    /// <summary>Gets when its question was put, on the counter of <see cref="ForgottenSystemUsers"/>.</summary>
    public long Stamp { get; } = stamp;

    /// <summary>Gets or sets whether it was read since the cache last looked for room.</summary>
    public bool IsRecent { get; set; }

    /// <summary>Gets or sets its place in the cache's ring.</summary>
    public int Place { get; set; }

    /// <summary>Tells whether it may be used now.</summary>
    /// <remarks>A clock that was set back can no longer tell its age, so it ends for good: the clock will come by that time again.</remarks>
    public bool IsAlive(Moment now)
    {
        var ticks = now.Time.UtcTicks;
        if (ticks < _decidedAt - ClockTolerance)
        {
            Volatile.Write(ref _expiresAt, 0);
        }

        return ticks < Volatile.Read(ref _expiresAt) && now.Timestamp < _lastTimestamp;
    }
}

/// <summary>A moment on both clocks: the one that may be set, and the one that stands still while the machine sleeps. What is remembered ends when either says so.</summary>
internal readonly record struct Moment(DateTimeOffset Time, long Timestamp)
{
    public static Moment Now(TimeProvider timeProvider) => new(timeProvider.GetUtcNow(), timeProvider.GetTimestamp());
}
