namespace SystemUser.AspNetCore.Decisions.Internal.Caching;

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
