using KravOgBetalingerApi.Data.Entities;
using KravOgBetalingerApi.Models;

namespace KravOgBetalingerApi.Mapping;

/// <summary>Turns a payout and what it consists of into the published form.</summary>
internal static class UtbetalingMapping
{
    public static Utbetaling ToModel(this Utbetalingspost utbetaling)
    {
        var mottatt = utbetaling.Mottatt.OrderBy(plassering => plassering.Plasseringsnummer).ToList();
        return new()
        {
            PartIdentifikator = utbetaling.Partsidentifikator,
            Utbetalingsidentifikator = utbetaling.Utbetalingsidentifikator,
            Utbetaltdato = utbetaling.Utbetaltdato,
            UtbetaltBeloep = utbetaling.UtbetaltBeloep,
            BetaltTil = utbetaling.Til.ToModel(),
            GrunnlagForUtbetaling = new()
            {
                KreditKrav = [.. mottatt.Select(Krav).OfType<KreditKrav>()],
                TilbakebetalingAv = [.. mottatt.Select(Tilbakebetaling).OfType<InnbetalingPlassertMotUtbetaling>()],
            },
            Utbetalingstatus = utbetaling.Status,
        };
    }

    private static KreditKrav? Krav(Plassering plassering) =>
        plassering.FraForfall is not { } forfall
            ? null
            : new()
            {
                Kravforfallidentifikator = forfall.Forfallsidentifikator,
                Kravbeskrivelse = MultiSpraakTekst.Bokmaal(forfall.Krav.Beskrivelse),
                Kravtype = forfall.Krav.Kravtype,
                Kravperiode = forfall.Krav.Termin?.ToModel(),
                OpprinneligBeloep = forfall.OpprinneligBeloep,
                GjenstaaendeBeloep = forfall.GjenstaaendeBeloep,
                UtbetaltBeloep = plassering.Beloep,
            };

    private static InnbetalingPlassertMotUtbetaling? Tilbakebetaling(Plassering plassering) =>
        plassering.FraInnbetaling is not { } innbetaling
            ? null
            : new()
            {
                InnbetalingsIdentifikator = innbetaling.Innbetalingsidentifikator,
                Innbetalingstype = innbetaling.Innbetalingstype,
                Innbetalingsdato = innbetaling.Innbetalingsdato,
                InnbetaltBeloep = innbetaling.InnbetaltBeloep,
                InnbetaltFra = innbetaling.Fra.ToModel(),
                UtbetaltBeloep = plassering.Beloep,
            };
}
