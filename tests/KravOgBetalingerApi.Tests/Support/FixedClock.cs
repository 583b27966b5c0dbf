namespace KravOgBetalingerApi.Tests.Support;

/// <summary>A clock that stands still until it is set; timers run as usual.</summary>
internal sealed class FixedClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
