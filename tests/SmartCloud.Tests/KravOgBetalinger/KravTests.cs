using SmartCloud.KravOgBetalinger;

namespace SmartCloud.Tests.KravOgBetalinger;

public sealed class KravTests
{
    [Fact]
    public void Shows_the_due_dates_with_an_amount_left_the_first_first()
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
    public void Shows_a_claim_without_due_dates_all_the_same()
    {
        new Krav { GjenstaaendeBeloep = 439m }.OpenDueDates.ShouldBe([new Kravforfall { GjenstaaendeBeloep = 439m }]);
    }
}
