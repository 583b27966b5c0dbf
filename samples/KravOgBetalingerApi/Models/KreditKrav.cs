namespace KravOgBetalingerApi.Models;

/// <summary>A credit claim in a payout.</summary>
public sealed record KreditKrav
{
    /// <summary>The due date.</summary>
    public required string Kravforfallidentifikator { get; init; }

    /// <summary>The claim's label.</summary>
    public MultiSpraakTekst? Kravbeskrivelse { get; init; }

    /// <summary>The claim's category.</summary>
    public string? Kravtype { get; init; }

    /// <summary>The claim's tax term.</summary>
    public Kravperiode? Kravperiode { get; init; }

    /// <summary>The amount first registered, in kroner: negative.</summary>
    public required decimal OpprinneligBeloep { get; init; }

    /// <summary>What is not yet paid out.</summary>
    public decimal? GjenstaaendeBeloep { get; init; }

    /// <summary>What this payout paid.</summary>
    public decimal? UtbetaltBeloep { get; init; }
}
