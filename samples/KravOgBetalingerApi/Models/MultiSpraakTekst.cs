using System.Diagnostics.CodeAnalysis;

namespace KravOgBetalingerApi.Models;

/// <summary>A text in one or more languages.</summary>
public sealed record MultiSpraakTekst
{
    /// <summary>The text in each language.</summary>
    public IReadOnlyList<SpraakTekst>? SpraakTekst { get; init; }

    /// <summary>Makes a text in bokmål, the only language of the register.</summary>
    /// <returns>The text, or <see langword="null"/> for <see langword="null"/>.</returns>
    [return: NotNullIfNotNull(nameof(tekst))]
    public static MultiSpraakTekst? Bokmaal(string? tekst) =>
        tekst is null ? null : new() { SpraakTekst = [new() { Tekst = tekst, Spraak = "nb" }] };
}
