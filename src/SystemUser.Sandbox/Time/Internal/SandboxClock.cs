namespace SystemUser.Sandbox.Time.Internal;

/// <summary>A clock that can be moved, so that tokens and requests expire when a developer wants. What is measured or waited for goes on as it did.</summary>
internal sealed class SandboxClock(TimeProvider inner) : TimeProvider
{
    /// <summary>How far it may be moved, either way.</summary>
    public static readonly TimeSpan Furthest = TimeSpan.FromDays(3660);

    private long _offset;

    /// <summary>How far it has been moved.</summary>
    public TimeSpan Offset => TimeSpan.FromTicks(Interlocked.Read(ref _offset));

    public override TimeZoneInfo LocalTimeZone => inner.LocalTimeZone;

    public override long TimestampFrequency => inner.TimestampFrequency;

    /// <summary>Moves it, in all no further than it may be.</summary>
    /// <returns>Whether it was moved.</returns>
    public bool TryMove(TimeSpan by)
    {
        TimeSpan offset;
        do
        {
            offset = Offset;
            if (by.Duration() > Furthest || (offset + by).Duration() > Furthest)
            {
                return false;
            }
        } while (Interlocked.CompareExchange(ref _offset, (offset + by).Ticks, offset.Ticks) != offset.Ticks);

        return true;
    }

    /// <summary>Lets it tell the time again.</summary>
    public void Restore() => Interlocked.Exchange(ref _offset, 0);

    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow() + Offset;

    public override long GetTimestamp() => inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        inner.CreateTimer(callback, state, dueTime, period);
}
