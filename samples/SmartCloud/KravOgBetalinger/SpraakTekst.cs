namespace SmartCloud.KravOgBetalinger;

/// <summary>A text in one language.</summary>
/// <param name="Tekst">The text.</param>
/// <param name="Spraak">The language.</param>
internal sealed record SpraakTekst(string? Tekst, string? Spraak);
