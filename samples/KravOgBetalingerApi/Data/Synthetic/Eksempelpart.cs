using KravOgBetalingerApi.Data.Entities;
using KravOgBetalingerApi.Models;

namespace KravOgBetalingerApi.Data.Synthetic;

/// <summary>The party of the documentation's examples: TILFELDIG SUBTIL APE, as of 2026-07-08.</summary>
internal static class Eksempelpart
{
    public const string Partsidentifikator = "310904473";
    private const string Betaler = "SYNTETISK BEDRIFT AS";
    private const string Mva = "Mva-melding";
    private const string Mvagruppe = "Merverdiavgift";

    public static Part Build()
    {
        var part = new Partsbygger(Partsidentifikator, "TILFELDIG SUBTIL APE");
        AddForskuddsskatt(part);
        AddMva(part);
        AddForsinkelsesrente(part, AddTilgode(part));
        AddArbeidsgiveravgift(part);
        part.Innbetaling(
            "FORF-97188240",
            new(2026, 7, 2),
            5000,
            "Innbetaling 2026-07-02",
            Kontoer.Fra(null, Betaler, valuta: null)
        );
        return part.Part;
    }

    private static void AddForskuddsskatt(Partsbygger part)
    {
        const string kid = "0031090447301250011";
        var forfall = part.Krav(
            new()
            {
                Partsidentifikator = Partsidentifikator,
                Kravidentifikator = "265511093",
                Kravtype = "UTSKR_FORSKSKATT",
                Kravgruppe = "Skatt",
                Beskrivelse = "Utskrevet forskuddsskatt - 2025",
                OpprinneligBeloep = 30000,
                Opprettelsesdato = new(2026, 1, 20),
                Termin = new() { Beskrivelse = "Inntektsår", Aar = "2025" },
            },
            [("378840112", new(2026, 2, 16), 15000), ("378840113", new(2026, 4, 15), 15000)],
            Kontoer.TilSkatteinnkreving(kid)
        );
        var februar = part.Innbetaling(
            "87911204",
            new(2026, 2, 13),
            15000,
            "Innbetaling 2026-02-13",
            Kontoer.Fra(kid, null)
        );
        part.Plasser(februar, forfall[0], 15000, new(2026, 2, 16));
        var april = part.Innbetaling(
            "88146630",
            new(2026, 4, 14),
            15000,
            "Innbetaling 2026-04-14",
            Kontoer.Fra(kid, null)
        );
        part.Plasser(april, forfall[1], 15000, new(2026, 4, 15));
    }

    private static void AddMva(Partsbygger part)
    {
        const string kid = "13109044730200326000007";
        var aapent = part.Krav(
            Krav("KRAV-41730552", Mva, Mva, 48350, new(2026, 6, 5), MvaTerminer.Of(2026, 2)),
            new DateOnly(2026, 6, 10),
            Kontoer.TilSkatteetatenFraUtlandet(kid)
        );
        var innbetaling = part.Innbetaling(
            "FORF-97120431",
            new(2026, 6, 8),
            20000,
            "Innbetalt OCR",
            Kontoer.Fra(kid, Betaler)
        );
        part.Plasser(innbetaling, aapent, 20000, new(2026, 6, 9));

        const string hovedstolKid = "13109044730200625000005";
        var hovedstol = part.Krav(
            Krav("KRAV-41287745", Mva, Mva, 183000, new(2026, 2, 9), MvaTerminer.Of(2025, 6)),
            new DateOnly(2026, 2, 10),
            Kontoer.TilSkatteetaten(hovedstolKid)
        );
        var sen = part.Innbetaling(
            "FORF-96718855",
            new(2026, 2, 17),
            183000,
            "Innbetalt OCR",
            Kontoer.Fra(hovedstolKid, Betaler)
        );
        part.Plasser(sen, hovedstol, 183000, new(2026, 2, 17));
    }

    private static Forfallspost AddTilgode(Partsbygger part)
    {
        var tilgode = part.Krav(
            Krav("KRAV-41399870", Mva, Mva, -12840, new(2026, 3, 2), MvaTerminer.Of(2026, 1)),
            new DateOnly(2026, 3, 4),
            new()
        );
        var utbetaling = part.Utbetaling(
            "151902",
            new(2026, 3, 24),
            Utbetalingstatus.Bekreftet,
            Kontoer.Til(Betaler, "Tilgode merverdiavgift")
        );
        part.Plasser(tilgode, utbetaling, 12401, new(2026, 3, 24));
        return tilgode;
    }

    private static void AddForsinkelsesrente(Partsbygger part, Forfallspost tilgode)
    {
        var rente = part.Krav(
            Krav(
                "KRAV-41402218",
                "Forsinkelsesrente",
                "Forsinkelsesrenter - Mva-melding november - desember",
                439,
                new(2026, 2, 17),
                MvaTerminer.Of(2025, 6),
                Fastsettingsmaate.Blank,
                "KRAV-41287745"
            ),
            new DateOnly(2026, 3, 3),
            Kontoer.TilSkatteetaten("3109044731126018")
        );
        part.Plasser(tilgode, rente, 439, new(2026, 3, 4));
    }

    private static void AddArbeidsgiveravgift(Partsbygger part) =>
        part.Krav(
            new()
            {
                Partsidentifikator = Partsidentifikator,
                Kravidentifikator = "268104417",
                Kravtype = "ARBGAVG",
                Kravgruppe = "Arbeidsgiveravgift",
                Beskrivelse = "Arbeidsgiveravgift - 2026/3",
                OpprinneligBeloep = 31245,
                Renteberegnes = true,
                Opprettelsesdato = new(2026, 7, 6),
                Termin = new()
                {
                    Beskrivelse = "Termin",
                    Aar = "2026",
                    TekniskNavn = "3",
                },
            },
            new DateOnly(2026, 7, 15),
            Kontoer.TilSkatteinnkrevingFraUtlandet("0031090447306260317"),
            "381920774"
        );

    private static Kravpost Krav(
        string id,
        string type,
        string beskrivelse,
        decimal beloep,
        DateOnly opprettet,
        Termin termin,
        Fastsettingsmaate fastsatt = Fastsettingsmaate.Egenfastsatt,
        string? hovedstol = null
    ) =>
        new()
        {
            Partsidentifikator = Partsidentifikator,
            Kravidentifikator = id,
            Kravtype = type,
            Kravgruppe = Mvagruppe,
            Beskrivelse = beskrivelse,
            OpprinneligBeloep = beloep,
            Renteberegnes = true,
            Opprettelsesdato = opprettet,
            HovedstolKravidentifikator = hovedstol,
            Fastsettingsmaate = fastsatt,
            Termin = termin,
        };
}
