namespace SystemUser.AspNetCore.Decisions.Internal.Caching;

/// <summary>A moment on both clocks: the one that may be set, and the one that stands still while the machine sleeps. What is remembered ends when either says so.</summary>
internal readonly record struct Moment(DateTimeOffset Time, long Timestamp)
{
    public static Moment Now(TimeProvider timeProvider) => new(timeProvider.GetUtcNow(), timeProvider.GetTimestamp());
}
