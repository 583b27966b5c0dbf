namespace SmartCloud.KravOgBetalinger;

/// <summary>A claim.</summary>
public sealed record Krav
{
    /// <summary>Gets its id.</summary>
    public string? Kravidentifikator { get; init; }

    /// <summary>Gets the ledger's own label.</summary>
    public string? Kravtype { get; init; }

    /// <summary>Gets its main group.</summary>
    public string? Kravgruppe { get; init; }

    /// <summary>Gets the amount at first, in kroner.</summary>
    public decimal? OpprinneligBeloep { get; init; }

    /// <summary>Gets the amount left, in kroner.</summary>
    public decimal? GjenstaaendeBeloep { get; init; }

    /// <summary>Gets the interest so far, in kroner.</summary>
    public decimal? StipulerteRenter { get; init; }

    /// <summary>Gets what it is for.</summary>
    public MultiSpraakTekst? Kravbeskrivelse { get; init; }

    /// <summary>Gets the term that it is for.</summary>
    public Kravperiode? Kravperiode { get; init; }

    /// <summary>Gets its due dates.</summary>
    public IReadOnlyList<Kravforfall>? Kravforfall { get; init; }
}
