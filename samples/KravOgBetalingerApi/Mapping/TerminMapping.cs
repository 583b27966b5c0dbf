using KravOgBetalingerApi.Data.Entities;
using KravOgBetalingerApi.Models;

namespace KravOgBetalingerApi.Mapping;

/// <summary>Turns a tax term into the published form.</summary>
internal static class TerminMapping
{
    public static Kravperiode ToModel(this Termin termin) =>
        new()
        {
            PeriodeBeskrivelse = MultiSpraakTekst.Bokmaal(termin.Beskrivelse),
            Aar = termin.Aar,
            FraDato = termin.FraDato,
            TilDato = termin.TilDato,
            TerminTekniskNavn = termin.TekniskNavn,
        };
}
