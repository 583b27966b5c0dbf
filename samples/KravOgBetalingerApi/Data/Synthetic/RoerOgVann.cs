using System.Globalization;
using KravOgBetalingerApi.Data.Entities;
using KravOgBetalingerApi.Models;

namespace KravOgBetalingerApi.Data.Synthetic;

/// <summary>Pia's company, RØR OG VANN AS, in November 2026: something is paid, something half, something late and something not yet due.</summary>
internal static class RoerOgVann
{
    private const string Partsidentifikator = "311004174";
    private const string Navn = "RØR OG VANN AS";

    public static Part Build()
    {
        var part = new Partsbygger(Partsidentifikator, Navn);
        Betal(part, AddMva(part, "KRAV-42010311", 3, 96400), "FORF-97410021", 96400, new(2026, 8, 28));
        Betal(part, AddMva(part, "KRAV-42188704", 4, 118250), "FORF-97655310", 60000, new(2026, 10, 9));
        AddMva(part, "KRAV-42361927", 5, 87900);
        Betal(part, AddArbeidsgiveravgift(part, "269400128", 4, 41380), "97588402", 41380, new(2026, 9, 14));
        AddArbeidsgiveravgift(part, "270915533", 5, 43720);
        part.Innbetaling("FORF-97731846", new(2026, 11, 20), 2500, "Innbetaling 2026-11-20", Kontoer.Fra(null, Navn));
        return part.Part;
    }

    private static Forfallspost AddMva(Partsbygger part, string id, int termin, decimal beloep)
    {
        var forfall = MvaTerminer.Forfallsdato(2026, termin);
        return part.Krav(
            new()
            {
                Partsidentifikator = Partsidentifikator,
                Kravidentifikator = id,
                Kravtype = "Mva-melding",
                Kravgruppe = "Merverdiavgift",
                Beskrivelse = "Mva-melding",
                OpprinneligBeloep = beloep,
                Renteberegnes = true,
                Opprettelsesdato = forfall.AddDays(-4),
                Fastsettingsmaate = Fastsettingsmaate.Egenfastsatt,
                Termin = MvaTerminer.Of(2026, termin),
            },
            forfall,
            Kontoer.TilSkatteetaten(
                Kid.Of(string.Create(CultureInfo.InvariantCulture, $"1{Partsidentifikator}0200{termin}2600000"))
            )
        );
    }

    private static Forfallspost AddArbeidsgiveravgift(Partsbygger part, string id, int termin, decimal beloep)
    {
        var forfall = new DateOnly(2026, termin * 2 + 1, 15);
        return part.Krav(
            new()
            {
                Partsidentifikator = Partsidentifikator,
                Kravidentifikator = id,
                Kravtype = "ARBGAVG",
                Kravgruppe = "Arbeidsgiveravgift",
                Beskrivelse = string.Create(CultureInfo.InvariantCulture, $"Arbeidsgiveravgift - 2026/{termin}"),
                OpprinneligBeloep = beloep,
                Renteberegnes = true,
                Opprettelsesdato = forfall.AddDays(-9),
                Termin = new()
                {
                    Beskrivelse = "Termin",
                    Aar = "2026",
                    TekniskNavn = termin.ToString(CultureInfo.InvariantCulture),
                },
            },
            forfall,
            Kontoer.TilSkatteinnkreving(
                Kid.Of(string.Create(CultureInfo.InvariantCulture, $"00{Partsidentifikator}0626{termin:00}1"))
            )
        );
    }

    private static void Betal(Partsbygger part, Forfallspost post, string id, decimal beloep, DateOnly dato)
    {
        var fra = Kontoer.Fra(post.Betaling?.Kidnummer, Navn);
        part.Plasser(part.Innbetaling(id, dato, beloep, "Innbetalt OCR", fra), post, beloep, dato);
    }
}
