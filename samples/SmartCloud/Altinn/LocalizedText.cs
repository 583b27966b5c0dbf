namespace SmartCloud.Altinn;

/// <summary>A text in Altinn's three languages.</summary>
/// <param name="Nb">Bokmål.</param>
/// <param name="En">English.</param>
/// <param name="Nn">Nynorsk.</param>
internal sealed record LocalizedText(string? Nb, string? En, string? Nn);
