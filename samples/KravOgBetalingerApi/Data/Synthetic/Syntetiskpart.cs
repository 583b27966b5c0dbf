using System.Globalization;
using KravOgBetalingerApi.Data.Entities;
using KravOgBetalingerApi.Models;

namespace KravOgBetalingerApi.Data.Synthetic;

/// <summary>
/// An invented party with a year of VAT and employer's contributions; the same organization number always gives the same ledger.
/// </summary>
internal sealed class Syntetiskpart
{
    private readonly Random _random;
    private readonly Partsbygger _part;
    private readonly string _nummer;
    private readonly string _navn;
    private readonly bool _betalerAlt;
    private int _loepenummer;

    private Syntetiskpart(string partsidentifikator, string navn)
    {
        _random = new Random(int.Parse(partsidentifikator, CultureInfo.InvariantCulture));
        _part = new Partsbygger(partsidentifikator, navn);
        _nummer = partsidentifikator;
        _navn = navn;
        _betalerAlt = _random.Next(4) == 0;
        _loepenummer = _random.Next(1000) * 100;
    }

    public static Part Build(string partsidentifikator, string navn)
    {
        var part = new Syntetiskpart(partsidentifikator, navn);
        part.AddMva(2025, 6);
        for (var termin = 1; termin <= 4; termin++)
        {
            part.AddMva(2026, termin);
        }

        for (var termin = 1; termin <= 5; termin++)
        {
            part.AddArbeidsgiveravgift(2026, termin);
        }

        part.AddUplassert();
        return part._part.Part;
    }

    private void AddMva(int aar, int termin)
    {
        var forfall = MvaTerminer.Forfallsdato(aar, termin);
        var beloep = (_random.Next(10) == 0 ? -100 : 100) * _random.Next(20, 1500);
        var id = $"KRAV-{Nummer()}";
        var kid = Kid.Of(string.Create(CultureInfo.InvariantCulture, $"1{_nummer}0200{termin}{aar % 100}00000"));
        var post = _part.Krav(
            new Kravpost
            {
                Partsidentifikator = _nummer,
                Kravidentifikator = id,
                Kravtype = "Mva-melding",
                Kravgruppe = "Merverdiavgift",
                Beskrivelse = "Mva-melding",
                OpprinneligBeloep = beloep,
                Renteberegnes = true,
                Opprettelsesdato = forfall.AddDays(-_random.Next(1, 10)),
                Fastsettingsmaate = Fastsettingsmaate.Egenfastsatt,
                Termin = MvaTerminer.Of(aar, termin),
            },
            forfall,
            beloep < 0 ? new() : Kontoer.TilSkatteetaten(kid)
        );
        if (beloep < 0)
        {
            Use(post);
        }
        else
        {
            Pay(post, $"FORF-{Nummer()}", "Innbetalt OCR");
        }
    }

    private void AddArbeidsgiveravgift(int aar, int termin)
    {
        var forfall = new DateOnly(aar, termin * 2 + 1, 15);
        var navn = termin.ToString(CultureInfo.InvariantCulture);
        var kid = Kid.Of(string.Create(CultureInfo.InvariantCulture, $"00{_nummer}06{aar % 100}{termin:00}1"));
        var post = _part.Krav(
            new Kravpost
            {
                Partsidentifikator = _nummer,
                Kravidentifikator = Nummer(),
                Kravtype = "ARBGAVG",
                Kravgruppe = "Arbeidsgiveravgift",
                Beskrivelse = string.Create(CultureInfo.InvariantCulture, $"Arbeidsgiveravgift - {aar}/{termin}"),
                OpprinneligBeloep = _random.Next(2000, 90000),
                Renteberegnes = true,
                Opprettelsesdato = forfall.AddDays(-9),
                Termin = new()
                {
                    Beskrivelse = "Termin",
                    Aar = aar.ToString(CultureInfo.InvariantCulture),
                    TekniskNavn = navn,
                },
            },
            forfall,
            Kontoer.TilSkatteinnkreving(kid),
            Nummer()
        );
        var dato = forfall.AddDays(-1);
        Pay(post, Nummer(), string.Create(CultureInfo.InvariantCulture, $"Innbetaling {dato:yyyy-MM-dd}"));
    }

    private void Pay(Forfallspost post, string innbetalingId, string type)
    {
        var luck = _betalerAlt ? 0 : _random.Next(20);
        if (luck >= 17)
        {
            return;
        }

        var beloep = luck >= 15 ? decimal.Round(post.OpprinneligBeloep / 2) : post.OpprinneligBeloep;
        var dato = post.Forfallsdato.AddDays(-1);
        var fra = Kontoer.Fra(post.Betaling?.Kidnummer, _navn);
        _part.Plasser(_part.Innbetaling(innbetalingId, dato, beloep, type, fra), post, beloep, post.Forfallsdato);
    }

    private void Use(Forfallspost tilgode)
    {
        var dato = tilgode.Forfallsdato.AddDays(21);
        var beloep = -tilgode.OpprinneligBeloep;
        if (!_betalerAlt && _random.Next(3) == 0)
        {
            _part.Plasser(tilgode, Motregning(dato), decimal.Round(beloep / 4), dato);
            beloep -= decimal.Round(beloep / 4);
        }

        _part.Plasser(tilgode, AddUtbetaling(dato, "Tilgode merverdiavgift"), beloep, dato);
    }

    private void AddUplassert()
    {
        if (_betalerAlt || _random.Next(6) != 0)
        {
            return;
        }

        var dato = new DateOnly(2026, 7, 2).AddDays(_random.Next(60));
        var innbetaling = _part.Innbetaling(
            $"FORF-{Nummer()}",
            dato,
            1000 * _random.Next(2, 20),
            string.Create(CultureInfo.InvariantCulture, $"Innbetaling {dato:yyyy-MM-dd}"),
            Kontoer.Fra(null, _navn)
        );
        if (_random.Next(3) == 0)
        {
            _part.Plasser(innbetaling, AddUtbetaling(dato.AddDays(14), "Tilbakebetaling"), 500, dato.AddDays(14));
            _part.Plasser(innbetaling, Motregning(dato.AddDays(15)), 250, dato.AddDays(15));
        }
    }

    private Utbetalingspost AddUtbetaling(DateOnly dato, string melding) =>
        _part.Utbetaling(
            Nummer(),
            dato,
            dato.Month % 5 == 0 ? Utbetalingstatus.UnderUtbetaling : Utbetalingstatus.Bekreftet,
            Kontoer.Til(_navn, melding)
        );

    private Motregningspost Motregning(DateOnly dato) =>
        new()
        {
            Partsidentifikator = _nummer,
            Motregningsidentifikator = Nummer(),
            Innkrevingsmyndighet = "Statens innkrevingssentral",
            Beskrivelse = "Tvangsmulkt",
            Kreditorsnavn = "Brønnøysundregistrene",
            Forfallsdato = dato.AddDays(-30),
            Forsinkelsesrenter = 12,
        };

    private string Nummer() => (200_000_000 + ++_loepenummer).ToString(CultureInfo.InvariantCulture);
}
