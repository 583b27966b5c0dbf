namespace KravOgBetalingerApi.Models;

/// <summary>A recipient by mail.</summary>
public sealed record Mottaker
{
    /// <summary>The name.</summary>
    public string? MottakersNavn { get; init; }

    /// <summary>The address (spelled so by the published API).</summary>
    public AdresseFrittFormat? MottakersAddresse { get; init; }
}
