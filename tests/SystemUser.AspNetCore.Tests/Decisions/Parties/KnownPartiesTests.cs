using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Decisions.Internal;

namespace SystemUser.AspNetCore.Tests.Decisions.Parties;

public sealed class KnownPartiesTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public void A_party_is_known_for_an_hour_after_it_was_last_seen()
    {
        var parties = new KnownParties(_clock);
        parties.Add(Party(1));
        _clock.Advance(TimeSpan.FromMinutes(30));
        parties.Add(Party(1));
        _clock.Advance(TimeSpan.FromMinutes(59));

        parties.Contains(Party(1)).ShouldBeTrue();
        parties.Contains(Party(2)).ShouldBeFalse();
        _clock.Advance(TimeSpan.FromMinutes(1));
        parties.Contains(Party(1)).ShouldBeFalse();
    }

    [Fact]
    public void The_oldest_parties_are_forgotten_when_there_are_more_than_a_hundred_thousand()
    {
        var parties = new KnownParties(_clock);
        for (var i = 1; i <= 120_000; i++)
        {
            parties.Add(Party(i));
        }

        var known = Enumerable.Range(1, 120_000).Where(i => parties.Contains(Party(i))).ToList();
        known.Count.ShouldBeInRange(50_000, 100_000);
        known.ShouldBe(Enumerable.Range(120_001 - known.Count, known.Count));
    }

    private static OrganizationNumber Party(int number) => OrganizationNumber.Parse((310_000_000 + number).ToString());
}
