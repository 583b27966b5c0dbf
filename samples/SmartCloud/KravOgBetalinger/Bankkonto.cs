namespace SmartCloud.KravOgBetalinger;

/// <summary>A bank account.</summary>
/// <param name="Kontonummer">Its number; masked if it is not the authority's own.</param>
internal sealed record Bankkonto(string? Kontonummer);
