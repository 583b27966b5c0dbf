using Microsoft.Extensions.Time.Testing;

namespace SystemUser.AspNetCore.Tests.Authentication;

/// <summary>A clock that moves when told to, and then fires what is due.</summary>
internal sealed class ManualClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    /// <summary>Sets the clock back; timers are left as they are.</summary>
    public void SetBack(TimeSpan time) => AdjustTime(GetUtcNow() - time);
}
