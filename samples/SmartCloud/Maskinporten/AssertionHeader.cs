namespace SmartCloud.Maskinporten;

/// <summary>The header of a client assertion.</summary>
/// <param name="Alg">The algorithm.</param>
/// <param name="Kid">The id of the key, as registered at Maskinporten.</param>
public sealed record AssertionHeader(string Alg, string Kid);
