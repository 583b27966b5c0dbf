namespace SystemUser.AspNetCore.Decisions.Internal.Caching;

/// <summary>A remembered decision.</summary>
internal sealed class DecisionEntry(
    DecisionQuestion question,
    PolicyDecision decision,
    DateTimeOffset decidedAt,
    DateTimeOffset expiresAt,
    long stamp
)
{
    // Ticks rather than DateTimeOffset: half the size, a hundred thousand times.
    private readonly long _decidedAt = decidedAt.UtcTicks;
    private readonly long _expiresAt = expiresAt.UtcTicks;

    public DecisionQuestion Question { get; } = question;

    public PolicyDecision Decision { get; } = decision;

    public DateTimeOffset DecidedAt => new(_decidedAt, TimeSpan.Zero);

    /// <summary>Gets when its question was put, on the counter of <see cref="Forgettings"/>.</summary>
    public long Stamp { get; } = stamp;

    /// <summary>Gets or sets whether it was read since the cache last looked for room.</summary>
    public bool IsRecent { get; set; }

    /// <summary>Gets or sets its place in the cache's ring.</summary>
    public int Place { get; set; }

    public bool IsAlive(DateTimeOffset now) => now.UtcTicks < _expiresAt;
}
