using KravOgBetalingerApi.Data.Entities;
using KravOgBetalingerApi.Models;

namespace KravOgBetalingerApi.Mapping;

/// <summary>
/// Turns a due date and what was placed on it into the published form. Placed amounts are signed, so that the remaining amount is the
/// original one plus all of them.
/// </summary>
internal static class ForfallMapping
{
    public static Kravforfall ToModel(this Forfallspost forfall) =>
        new()
        {
            KravforfallsIdentifikator = forfall.Forfallsidentifikator,
            Forfallsdato = forfall.Forfallsdato,
            OpprinneligBeloep = forfall.OpprinneligBeloep,
            GjenstaaendeBeloep = forfall.GjenstaaendeBeloep,
            Betalingsinformasjon = forfall.Betaling?.ToModel() ?? new(),
            PlassertInnbetaling =
            [
                .. InOrder(forfall.Mottatt).Select(Innbetaling).OfType<InnbetalingPlassertMotKrav>(),
            ],
            PlassertMotkrav =
            [
                .. InOrder(forfall.Mottatt)
                    .Select(plassering => Motkrav(plassering, plassering.FraForfall, -plassering.Beloep))
                    .Concat(
                        InOrder(forfall.Brukt)
                            .Select(plassering => Motkrav(plassering, plassering.TilForfall, plassering.Beloep))
                    )
                    .OfType<KravPlassertMotKrav>(),
            ],
            PlassertUtbetaling = [.. InOrder(forfall.Brukt).Select(Utbetaling).OfType<UtbetalingPlassertMotKrav>()],
        };

    private static IEnumerable<Plassering> InOrder(IEnumerable<Plassering> plasseringer) =>
        plasseringer.OrderBy(plassering => plassering.Plasseringsnummer);

    private static InnbetalingPlassertMotKrav? Innbetaling(Plassering plassering) =>
        plassering.FraInnbetaling is not { } innbetaling
            ? null
            : new()
            {
                InnbetalingsIdentifikator = innbetaling.Innbetalingsidentifikator,
                PlassertBeloep = -plassering.Beloep,
                PlassertDato = plassering.Dato,
                Innbetalingsdato = innbetaling.Innbetalingsdato,
                InnbetaltBeloep = innbetaling.InnbetaltBeloep,
                InnbetaltFra = innbetaling.Fra.ToModel(Reskontro.IsSkatt(innbetaling.Innbetalingsidentifikator)),
                Innbetalingstype = innbetaling.Innbetalingstype,
            };

    private static KravPlassertMotKrav? Motkrav(Plassering plassering, Forfallspost? other, decimal beloep) =>
        other is null
            ? null
            : new()
            {
                KravforfallsIdentifikator = other.Forfallsidentifikator,
                PlassertBeloep = beloep,
                PlassertDato = plassering.Dato,
                Kravbeskrivelse = MultiSpraakTekst.Bokmaal(other.Krav.Beskrivelse ?? other.Krav.Kravtype),
                Forfallsdato = other.Forfallsdato,
                Kravperiode = Reskontro.IsSkatt(other.Forfallsidentifikator) ? other.Krav.Termin?.ToModel() : null,
                Kravtype = other.Krav.Kravtype,
            };

    private static UtbetalingPlassertMotKrav? Utbetaling(Plassering plassering) =>
        plassering.TilUtbetaling is not { } utbetaling
            ? null
            : new()
            {
                Utbetalingsidentifikator = utbetaling.Utbetalingsidentifikator,
                UtbetaltBeloep = utbetaling.UtbetaltBeloep,
                UtbetaltDato = utbetaling.Utbetaltdato,
                BetaltTil = utbetaling.Til.ToModel(),
                PlassertBeloep = plassering.Beloep,
                PlassertDato = plassering.Dato,
            };
}

/// <summary>The two ledgers behind the register, told apart by their ids: <c>KRAV-…</c> and <c>FORF-…</c>, or digits alone.</summary>
internal static class Reskontro
{
    /// <summary>
    /// Tells whether an id is of the ledger of taxes and employer's contributions. It states the currency of a placed payment and the term
    /// of a counter-claim; the ledger of VAT and fees states them on the payment and the claim alone.
    /// </summary>
    public static bool IsSkatt(string id) => char.IsAsciiDigit(id[0]);
}
