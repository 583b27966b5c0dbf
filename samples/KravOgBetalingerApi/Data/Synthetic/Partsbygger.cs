using KravOgBetalingerApi.Data.Entities;
using KravOgBetalingerApi.Models;

namespace KravOgBetalingerApi.Data.Synthetic;

/// <summary>Builds one party's ledger and keeps its books: every amount moved leaves its source and reaches its target.</summary>
internal sealed class Partsbygger
{
    private int _plasseringer;

    public Partsbygger(string partsidentifikator, string navn) =>
        Part = new Part { Partsidentifikator = partsidentifikator, Navn = navn };

    /// <summary>Gets the party with its ledger.</summary>
    public Part Part { get; }

    private string Partsidentifikator => Part.Partsidentifikator;

    public Forfallspost Krav(Kravpost krav, DateOnly forfallsdato, Betalingsvei betaling, string? forfallId = null) =>
        Krav(krav, [(forfallId ?? krav.Kravidentifikator, forfallsdato, krav.OpprinneligBeloep)], betaling)[0];

    public IList<Forfallspost> Krav(
        Kravpost krav,
        IReadOnlyList<(string Id, DateOnly Dato, decimal Beloep)> forfall,
        Betalingsvei betaling
    )
    {
        krav.GjenstaaendeBeloep = krav.OpprinneligBeloep;
        foreach (var (id, dato, beloep) in forfall)
        {
            krav.Forfall.Add(
                new()
                {
                    Partsidentifikator = Partsidentifikator,
                    Forfallsidentifikator = id,
                    Kravidentifikator = krav.Kravidentifikator,
                    Krav = krav,
                    Forfallsdato = dato,
                    OpprinneligBeloep = beloep,
                    GjenstaaendeBeloep = beloep,
                    Betaling = betaling,
                }
            );
        }

        Part.Krav.Add(krav);
        return krav.Forfall;
    }

    public Innbetalingspost Innbetaling(string id, DateOnly dato, decimal beloep, string type, Betalingsvei fra)
    {
        var innbetaling = new Innbetalingspost
        {
            Partsidentifikator = Partsidentifikator,
            Innbetalingsidentifikator = id,
            Innbetalingsdato = dato,
            InnbetaltBeloep = -beloep,
            UplassertBeloep = -beloep,
            Innbetalingstype = type,
            MottakersKontonummer = Kontoer.Skatteetaten,
            Fra = fra,
        };
        Part.Innbetalinger.Add(innbetaling);
        return innbetaling;
    }

    public Utbetalingspost Utbetaling(string id, DateOnly dato, Utbetalingstatus status, Betalingsvei til)
    {
        var utbetaling = new Utbetalingspost
        {
            Partsidentifikator = Partsidentifikator,
            Utbetalingsidentifikator = id,
            Utbetaltdato = dato,
            Til = til,
            Status = status,
        };
        Part.Utbetalinger.Add(utbetaling);
        return utbetaling;
    }

    public void Plasser(Innbetalingspost fra, Forfallspost til, decimal beloep, DateOnly dato) =>
        Bokfoer(dato, beloep, fraInnbetaling: fra, tilForfall: til);

    public void Plasser(Forfallspost fra, Forfallspost til, decimal beloep, DateOnly dato) =>
        Bokfoer(dato, beloep, fraForfall: fra, tilForfall: til);

    public void Plasser(Forfallspost fra, Utbetalingspost til, decimal beloep, DateOnly dato) =>
        Bokfoer(dato, beloep, fraForfall: fra, tilUtbetaling: til);

    public void Plasser(Innbetalingspost fra, Utbetalingspost til, decimal beloep, DateOnly dato) =>
        Bokfoer(dato, beloep, fraInnbetaling: fra, tilUtbetaling: til);

    public void Plasser(Innbetalingspost fra, Motregningspost til, decimal beloep, DateOnly dato) =>
        Bokfoer(dato, beloep, fraInnbetaling: fra, tilMotregning: til);

    public void Plasser(Forfallspost fra, Motregningspost til, decimal beloep, DateOnly dato) =>
        Bokfoer(dato, beloep, fraForfall: fra, tilMotregning: til);

    private void Bokfoer(
        DateOnly dato,
        decimal beloep,
        Innbetalingspost? fraInnbetaling = null,
        Forfallspost? fraForfall = null,
        Forfallspost? tilForfall = null,
        Utbetalingspost? tilUtbetaling = null,
        Motregningspost? tilMotregning = null
    )
    {
        var plassering = new Plassering
        {
            Partsidentifikator = Partsidentifikator,
            Plasseringsnummer = ++_plasseringer,
            Dato = dato,
            Beloep = beloep,
            FraInnbetaling = fraInnbetaling,
            FraForfall = fraForfall,
            TilForfall = tilForfall,
            TilUtbetaling = tilUtbetaling,
            TilMotregning = tilMotregning,
        };
        if (fraInnbetaling is not null)
        {
            fraInnbetaling.Brukt.Add(plassering);
            fraInnbetaling.UplassertBeloep += beloep;
        }

        if (fraForfall is not null)
        {
            fraForfall.Brukt.Add(plassering);
            fraForfall.GjenstaaendeBeloep += beloep;
            fraForfall.Krav.GjenstaaendeBeloep += beloep;
        }

        if (tilForfall is not null)
        {
            tilForfall.Mottatt.Add(plassering);
            tilForfall.GjenstaaendeBeloep -= beloep;
            tilForfall.Krav.GjenstaaendeBeloep -= beloep;
        }

        if (tilUtbetaling is not null)
        {
            tilUtbetaling.Mottatt.Add(plassering);
            tilUtbetaling.UtbetaltBeloep += beloep;
        }
    }
}
