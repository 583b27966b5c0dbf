namespace KravOgBetalingerApi.Models;

/// <summary>Another authority's claim that a set-off covered.</summary>
public sealed record DekketKrav
{
    /// <summary>The amount covered, in kroner.</summary>
    public decimal? MotregnetBeloep { get; init; }

    /// <summary>The claim's label.</summary>
    public MultiSpraakTekst? DekketKravBeskrivelse { get; init; }

    /// <summary>The authority that collects it.</summary>
    public MultiSpraakTekst? Innkrevingsmyndighet { get; init; }

    /// <summary>Its last day for payment.</summary>
    public DateOnly? Forfallsdato { get; init; }

    /// <summary>The creditor.</summary>
    public MultiSpraakTekst? Kreditorsnavn { get; init; }

    /// <summary>Late-payment interest on it, in kroner.</summary>
    public decimal? Forsinkelsesrenter { get; init; }
}
