namespace SmartCloud.KravOgBetalinger;

/// <summary>A page of an accountant's clients.</summary>
internal sealed record Klientoversikt
{
    /// <summary>Gets which page this is, from 1.</summary>
    public int Side { get; init; } = 1;

    /// <summary>Gets how many clients there are on all pages.</summary>
    public int AntallKlienter { get; init; }

    /// <summary>Gets the clients on this page.</summary>
    public IReadOnlyList<Klient>? Klienter { get; init; }
}

/// <summary>A client of an accountant, with its totals.</summary>
internal sealed record Klient
{
    /// <summary>Gets its organization number.</summary>
    public string? PartIdentifikator { get; init; }

    /// <summary>Gets its name.</summary>
    public string? Navn { get; init; }

    /// <summary>
    /// Gets what came of it: <c>tilgang</c>, <c>ingenTilgang</c>, <c>kanIkkeAvgjoeres</c>, <c>ukjentPart</c> or
    /// <c>skjermet</c>.
    /// </summary>
    public string? Status { get; init; }

    /// <summary>Gets its totals; <see langword="null"/> if they could not be had.</summary>
    public TotalOversikt? TotalOversikt { get; init; }
}
