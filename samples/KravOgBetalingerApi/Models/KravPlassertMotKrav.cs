namespace KravOgBetalingerApi.Models;

/// <summary>A counter-claim placed on a due date.</summary>
public sealed record KravPlassertMotKrav
{
    /// <summary>The other due date.</summary>
    public required string KravforfallsIdentifikator { get; init; }

    /// <summary>Negative on a debit claim, positive on a credit claim, in kroner.</summary>
    public required decimal PlassertBeloep { get; init; }

    /// <summary>The day of placing.</summary>
    public required DateOnly PlassertDato { get; init; }

    /// <summary>The other claim's label.</summary>
    public required MultiSpraakTekst Kravbeskrivelse { get; init; }

    /// <summary>The other due date's day.</summary>
    public required DateOnly Forfallsdato { get; init; }

    /// <summary>The other claim's tax term.</summary>
    public Kravperiode? Kravperiode { get; init; }

    /// <summary>The other claim's category.</summary>
    public string? Kravtype { get; init; }
}
