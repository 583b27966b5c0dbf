using SystemUser.Sandbox.Wire.Internal.Tokens;

namespace SystemUser.Sandbox.Tests.Maskinporten;

/// <summary>What is remembered of assertions, and for how long.</summary>
public sealed class UsedAssertionTests
{
    private static readonly DateTimeOffset s_start = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan s_life = TimeSpan.FromSeconds(120);

    private readonly UsedAssertions _used = new();

    [Fact]
    public void Assertions_are_forgotten_when_the_clock_was_moved_ahead_and_back()
    {
        var ahead = s_start + TimeSpan.FromDays(1);
        for (var i = 0; i < 1_000; i++)
        {
            _used.Add($"ahead {i}", ahead + s_life, ahead);
        }

        for (var i = 0; i < 1_000; i++)
        {
            var now = s_start + TimeSpan.FromSeconds(i);
            _used.Add($"back {i}", now + s_life, now);
        }

        _used.Count.ShouldBeLessThanOrEqualTo(130);
    }

    [Fact]
    public void Assertion_is_still_known_when_the_clock_was_moved_back_by_a_little()
    {
        _used.Add("once", s_start + s_life, s_start).ShouldBeTrue();

        _used.Add("once", s_start + s_life, s_start - TimeSpan.FromSeconds(10)).ShouldBeFalse();
    }
}
