namespace KravOgBetalingerApi.Tests.Support;

/// <summary>A clock that stands still until it is set. Timers run, but slowly: a busy machine is not to be mistaken for an outage.</summary>
internal sealed class FixedClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    /// <summary>Gets or sets how many times as long timers take.</summary>
    public int Patience { get; set; } = 20;

    public override DateTimeOffset GetUtcNow() => Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, Stretch(dueTime), Stretch(period));

    private TimeSpan Stretch(TimeSpan time) => time > TimeSpan.Zero ? time * Patience : time;
}
