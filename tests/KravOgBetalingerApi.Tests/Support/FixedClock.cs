namespace KravOgBetalingerApi.Tests.Support;

/// <summary>A clock that stands still until it is set; set back, it gives no time back. Timers run, but slowly: a busy machine is not to be mistaken for an outage.</summary>
internal sealed class FixedClock(DateTimeOffset now) : TimeProvider
{
    private DateTimeOffset _now = now;
    private TimeSpan _elapsed;

    public DateTimeOffset Now
    {
        get => _now;
        set
        {
            _elapsed += value > _now ? value - _now : TimeSpan.Zero;
            _now = value;
        }
    }

    /// <summary>Gets or sets how many times as long timers take.</summary>
    public int Patience { get; set; } = 20;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => _elapsed.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, Stretch(dueTime), Stretch(period));

    private TimeSpan Stretch(TimeSpan time) => time > TimeSpan.Zero ? time * Patience : time;
}
