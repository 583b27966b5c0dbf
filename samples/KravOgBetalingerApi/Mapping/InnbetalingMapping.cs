using KravOgBetalingerApi.Data.Entities;
using KravOgBetalingerApi.Models;

namespace KravOgBetalingerApi.Mapping;

/// <summary>Turns a payment and what it was used for into the published form.</summary>
internal static class InnbetalingMapping
{
    public static Innbetaling ToModel(this Innbetalingspost innbetaling)
    {
        var brukt = innbetaling.Brukt.OrderBy(plassering => plassering.Plasseringsnummer).ToList();
        return new()
        {
            PartIdentifikator = innbetaling.Partsidentifikator,
            Innbetalingsidentifikator = innbetaling.Innbetalingsidentifikator,
            Innbetalingsdato = innbetaling.Innbetalingsdato,
            InnbetaltBeloep = innbetaling.InnbetaltBeloep,
            PlassertKrav = [.. brukt.Select(Krav).OfType<KravPlassertMotInnbetaling>()],
            UplassertBeloep = innbetaling.UplassertBeloep,
            MottakersKontonummer = new() { Kontonummer = innbetaling.MottakersKontonummer },
            InnbetaltFra = innbetaling.Fra.ToModel(),
            Innbetalingstype = innbetaling.Innbetalingstype,
            PlassertUtbetaling = [.. brukt.Select(Utbetaling).OfType<UtbetalingPlassertMotInnbetaling>()],
            MotregningAvInnbetaling = brukt
                .Select(bruk => Motregning(innbetaling, bruk))
                .FirstOrDefault(m => m is not null),
        };
    }

    private static KravPlassertMotInnbetaling? Krav(Plassering plassering) =>
        plassering.TilForfall is not { } forfall
            ? null
            : new()
            {
                KravforfallIdentifikator = forfall.Forfallsidentifikator,
                PlassertBeloep = plassering.Beloep,
                PlassertDato = plassering.Dato,
                Kravbeskrivelse = MultiSpraakTekst.Bokmaal(forfall.Krav.Beskrivelse ?? forfall.Krav.Kravtype),
                Kravforfallsdato = forfall.Forfallsdato,
                OpprinneligKravforfallsbeloep = forfall.OpprinneligBeloep,
                GjenstaaendeKravforfallsbeloep = forfall.GjenstaaendeBeloep,
            };

    private static UtbetalingPlassertMotInnbetaling? Utbetaling(Plassering plassering) =>
        plassering.TilUtbetaling is not { } utbetaling
            ? null
            : new()
            {
                Utbetalingsidentifikator = utbetaling.Utbetalingsidentifikator,
                Utbetaltdato = utbetaling.Utbetaltdato,
                UtbetaltBeloep = plassering.Beloep,
                BetaltTil = utbetaling.Til.ToModel(),
            };

    private static MotregningAvInnbetaling? Motregning(Innbetalingspost innbetaling, Plassering plassering) =>
        plassering.TilMotregning is not { } motregning
            ? null
            : new()
            {
                Motregningsidentifikator = motregning.Motregningsidentifikator,
                Innkrevingsmyndighet = MultiSpraakTekst.Bokmaal(motregning.Innkrevingsmyndighet),
                DekketKrav = [motregning.ToModel(plassering.Beloep)],
                Hovedkrav = new()
                {
                    InnbetalingBruktImotregning =
                    [
                        new()
                        {
                            Innbetalingsidentifikator = innbetaling.Innbetalingsidentifikator,
                            UplassertBeloep = innbetaling.UplassertBeloep,
                        },
                    ],
                },
                Motregnetdato = plassering.Dato,
            };
}
