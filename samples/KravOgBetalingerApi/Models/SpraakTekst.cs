namespace KravOgBetalingerApi.Models;

/// <summary>A text in one language.</summary>
public sealed record SpraakTekst
{
    /// <summary>The text.</summary>
    public required string Tekst { get; init; }

    /// <summary>The language (ISO 639-1).</summary>
    public required string Spraak { get; init; }
}
