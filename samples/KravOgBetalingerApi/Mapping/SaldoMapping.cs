using KravOgBetalingerApi.Data;
using KravOgBetalingerApi.Models;

namespace KravOgBetalingerApi.Mapping;

/// <summary>Sums up what is open, as of a day.</summary>
internal static class SaldoMapping
{
    public static TotalOversikt Total(this AapenSaldo saldo, DateOnly today)
    {
        var (renter, forfalt, ikkeForfalt) = Sum(saldo.Forfall, today);
        return new()
        {
            SumStipulerteRenter = renter,
            SumForfalteKrav = forfalt,
            SumIkkeForfalteKrav = ikkeForfalt,
            SumUplasserteInnbetalinger = saldo.UplasserteInnbetalinger,
            Saldo = renter + forfalt + ikkeForfalt + saldo.UplasserteInnbetalinger,
        };
    }

    public static IEnumerable<OversiktPerKravgruppe> PerKravgruppe(this AapenSaldo saldo, DateOnly today) =>
        from gruppe in saldo.Forfall.GroupBy(forfall => forfall.Kravgruppe, StringComparer.Ordinal)
        let sum = Sum(gruppe, today)
        select new OversiktPerKravgruppe
        {
            Kravgruppe = gruppe.Key,
            SumStipulerteRenter = sum.Renter,
            SumForfalteKrav = sum.Forfalt,
            SumIkkeForfalteKrav = sum.IkkeForfalt,
            Saldo = sum.Renter + sum.Forfalt + sum.IkkeForfalt,
        };

    private static (decimal Renter, decimal Forfalt, decimal IkkeForfalt) Sum(
        IEnumerable<AapentForfall> poster,
        DateOnly today
    )
    {
        var (renter, forfalt, ikkeForfalt) = (0m, 0m, 0m);
        foreach (var post in poster)
        {
            var erForfalt = post.Forfallsdato < today;
            forfalt += erForfalt ? post.GjenstaaendeBeloep : 0;
            ikkeForfalt += erForfalt ? 0 : post.GjenstaaendeBeloep;
            renter += post.Renteberegnes
                ? Forsinkelsesrente.Stipuler(post.GjenstaaendeBeloep, post.Forfallsdato, today)
                : 0;
        }

        return (renter, forfalt, ikkeForfalt);
    }
}
