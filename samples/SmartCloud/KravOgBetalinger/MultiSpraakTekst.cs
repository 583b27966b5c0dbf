namespace SmartCloud.KravOgBetalinger;

/// <summary>A text in one or more languages; the API knows <c>nb</c>.</summary>
/// <param name="SpraakTekst">The text in each.</param>
internal sealed record MultiSpraakTekst(IReadOnlyList<SpraakTekst>? SpraakTekst)
{
    /// <summary>Gives the text in bokmål, or else the first.</summary>
    public override string ToString() =>
        (
            SpraakTekst?.FirstOrDefault(static text => text.Spraak is "nb")
            ?? (SpraakTekst is { Count: > 0 } texts ? texts[0] : null)
        )?.Tekst
        ?? "";
}
