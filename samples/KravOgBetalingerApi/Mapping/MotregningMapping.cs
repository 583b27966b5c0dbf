using KravOgBetalingerApi.Data.Entities;
using KravOgBetalingerApi.Models;

namespace KravOgBetalingerApi.Mapping;

/// <summary>Turns the claim that a set-off covered into the published form.</summary>
internal static class MotregningMapping
{
    public static DekketKrav ToModel(this Motregningspost motregning, decimal beloep) =>
        new()
        {
            MotregnetBeloep = beloep,
            DekketKravBeskrivelse = MultiSpraakTekst.Bokmaal(motregning.Beskrivelse),
            Innkrevingsmyndighet = MultiSpraakTekst.Bokmaal(motregning.Innkrevingsmyndighet),
            Forfallsdato = motregning.Forfallsdato,
            Kreditorsnavn = MultiSpraakTekst.Bokmaal(motregning.Kreditorsnavn),
            Forsinkelsesrenter = motregning.Forsinkelsesrenter,
        };
}
