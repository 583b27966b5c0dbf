using KravOgBetalingerApi.Data.Entities;
using KravOgBetalingerApi.Models;

namespace KravOgBetalingerApi.Mapping;

/// <summary>Turns a claim into the published form.</summary>
internal static class KravMapping
{
    public static Krav ToModel(this Kravpost krav, DateOnly today) =>
        new()
        {
            PartIdentifikator = krav.Partsidentifikator,
            Kravidentifikator = krav.Kravidentifikator,
            Kravtype = krav.Kravtype,
            OpprinneligBeloep = krav.OpprinneligBeloep,
            GjenstaaendeBeloep = krav.GjenstaaendeBeloep,
            StipulerteRenter = krav.Renteberegnes ? krav.Renter(today) : null,
            Kravforfall =
            [
                .. krav
                    .Forfall.OrderBy(forfall => forfall.Forfallsdato)
                    .ThenBy(forfall => forfall.Forfallsidentifikator, StringComparer.Ordinal)
                    .Select(forfall => forfall.ToModel()),
            ],
            Kravbeskrivelse = MultiSpraakTekst.Bokmaal(krav.Beskrivelse),
            Kravperiode = krav.Termin?.ToModel(),
            OpprettelsesdatoForKrav = krav.Opprettelsesdato,
            Kravgruppe = krav.Kravgruppe,
            HovedstolKravidentifikator = krav.HovedstolKravidentifikator,
            Fastsettingsmaate = krav.Fastsettingsmaate,
            MotregningAvKreditkrav = krav.Motregning(),
        };

    private static decimal Renter(this Kravpost krav, DateOnly today) =>
        krav.Forfall.Sum(forfall =>
            Forsinkelsesrente.Stipuler(forfall.GjenstaaendeBeloep, forfall.Forfallsdato, today)
        );

    private static MotregningAvKreditkrav? Motregning(this Kravpost krav)
    {
        var used = krav.Forfall.SelectMany(forfall => forfall.Brukt, (forfall, bruk) => (Forfall: forfall, Bruk: bruk));
        var (forfall, bruk) = used.FirstOrDefault(pair => pair.Bruk.TilMotregning is not null);
        return bruk?.TilMotregning is not { } motregning
            ? null
            : new()
            {
                Motregningsidentifikator = motregning.Motregningsidentifikator,
                Innkrevingsmyndighet = MultiSpraakTekst.Bokmaal(motregning.Innkrevingsmyndighet),
                Dekketkrav = [motregning.ToModel(bruk.Beloep)],
                Hovedkrav = new()
                {
                    KreditkravBruktIMotregning =
                    [
                        new()
                        {
                            KravforfallsIdentifikator = forfall.Forfallsidentifikator,
                            GjenstaaendeBeloep = forfall.GjenstaaendeBeloep,
                            Kravbeskrivelse = MultiSpraakTekst.Bokmaal(krav.Beskrivelse),
                            Kravperiode = krav.Termin?.ToModel(),
                        },
                    ],
                },
                Motregnetdato = bruk.Dato,
            };
    }
}
