namespace SmartCloud.Keys;

/// <summary>A set of public keys (RFC 7517, section 5).</summary>
/// <param name="Keys">The keys.</param>
internal sealed record PublicJwkSet(IReadOnlyList<PublicJwk> Keys);
