using SmartCloud.KravOgBetalinger;

namespace SmartCloud.Tests.KravOgBetalinger;

public sealed class KravTests
{
    [Fact]
    public void The_open_due_dates_are_in_order_when_a_claim_has_several()
    {
        var claim = new Krav
        {
            GjenstaaendeBeloep = 25000m,
            Kravforfall =
            [
                new Kravforfall { Forfallsdato = new(2026, 4, 15), GjenstaaendeBeloep = 15000m },
                new Kravforfall { Forfallsdato = new(2026, 2, 16), GjenstaaendeBeloep = 0m },
                new Kravforfall { Forfallsdato = new(2026, 3, 16), GjenstaaendeBeloep = 10000m },
            ],
        };

        claim.OpenDueDates.Select(due => due.GjenstaaendeBeloep).ShouldBe([10000m, 15000m]);
    }

    [Fact]
    public void A_claim_is_shown_when_it_has_no_due_dates()
    {
        new Krav { GjenstaaendeBeloep = 439m }.OpenDueDates.ShouldBe([new Kravforfall { GjenstaaendeBeloep = 439m }]);
    }
}
