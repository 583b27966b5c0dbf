namespace SmartCloud.KravOgBetalinger;

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
