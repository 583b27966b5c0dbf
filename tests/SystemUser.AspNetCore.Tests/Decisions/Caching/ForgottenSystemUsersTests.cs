using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Decisions.Internal.Caching;
using Tests.Shared;

namespace SystemUser.AspNetCore.Tests.Decisions.Caching;

public sealed class ForgottenSystemUsersTests
{
    private readonly FakeClock _clock = new();
    private readonly ForgottenSystemUsers _forgotten;
    private readonly SystemUserId _systemUser = Some.Question().Subject;

    public ForgottenSystemUsersTests() => _forgotten = new(_clock);

    [Fact]
    public void What_was_asked_before_is_not_used_when_another_host_has_forgotten_the_system_user()
    {
        var before = _forgotten.Stamp;
        _forgotten.Hear(_systemUser, Guid.NewGuid());

        _forgotten.IsCurrent(_systemUser, before).ShouldBeFalse();
        _forgotten.IsCurrent(_systemUser, _forgotten.Stamp).ShouldBeTrue();
        _forgotten.IsCurrent(SystemUserId.Parse(Guid.NewGuid().ToString()), before).ShouldBeTrue();
    }

    [Fact]
    public void Nothing_is_forgotten_anew_when_a_host_hears_of_its_own_forgetting()
    {
        var generation = _forgotten.Forget(_systemUser);
        var since = _forgotten.Stamp;

        _forgotten.Hear(_systemUser, generation);

        _forgotten.IsCurrent(_systemUser, since).ShouldBeTrue();
        _forgotten.IsCurrent(_systemUser, generation).ShouldBeTrue();
    }

    [Fact]
    public void The_last_in_the_order_of_all_hosts_counts_when_two_forget_at_once()
    {
        var own = _forgotten.Forget(_systemUser);
        var other = Guid.NewGuid();

        _forgotten.Hear(_systemUser, other);
        _forgotten.IsCurrent(_systemUser, other).ShouldBeFalse(); // what was asked under it may be older than the own one
        _forgotten.IsCurrent(_systemUser, own).ShouldBeTrue();
        _forgotten.Hear(_systemUser, own);

        _forgotten.IsCurrent(_systemUser, own).ShouldBeTrue();
        _forgotten.IsCurrent(_systemUser, other).ShouldBeFalse();
    }

    [Fact]
    public void A_forgetting_that_is_played_again_brings_nothing_back()
    {
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        _forgotten.Hear(_systemUser, first);
        _forgotten.Hear(_systemUser, second);

        _forgotten.Hear(_systemUser, first);

        _forgotten.IsCurrent(_systemUser, first).ShouldBeFalse();
        _forgotten.IsCurrent(_systemUser, second).ShouldBeTrue();
    }

    [Fact]
    public void Nothing_shared_is_taken_when_more_was_heard_of_a_system_user_than_is_kept()
    {
        Guid[] generations = [.. Enumerable.Range(0, 65).Select(_ => Guid.NewGuid())];
        foreach (var generation in generations)
        {
            _forgotten.Hear(_systemUser, generation);
        }

        generations.ShouldAllBe(generation => !_forgotten.IsCurrent(_systemUser, generation));

        _clock.Advance(TimeSpan.FromMinutes(11)); // whatever was decided then is over
        _forgotten.IsCurrent(_systemUser, generations[0]).ShouldBeTrue();
    }

    [Fact]
    public void Everybody_is_forgotten_at_once()
    {
        var before = _forgotten.Stamp;

        _forgotten.ForgetAll();

        _forgotten.IsCurrent(_systemUser, before).ShouldBeFalse();
        _forgotten.IsCurrent(before).ShouldBeFalse();
        _forgotten.IsCurrent(_systemUser, _forgotten.Stamp).ShouldBeTrue();
    }
}
