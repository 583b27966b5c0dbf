namespace KravOgBetalingerApi.Models;

/// <summary>A credit claim used in a set-off.</summary>
public sealed record KreditkravBruktIMotregning
{
    /// <summary>The due date.</summary>
    public string? KravforfallsIdentifikator { get; init; }

    /// <summary>What is left of it, in kroner.</summary>
    public decimal? GjenstaaendeBeloep { get; init; }

    /// <summary>The claim's label.</summary>
    public MultiSpraakTekst? Kravbeskrivelse { get; init; }

    /// <summary>The claim's tax term.</summary>
    public Kravperiode? Kravperiode { get; init; }
}
