namespace SmartCloud.Keys;

/// <summary>A public RSA key as Maskinporten takes it (RFC 7517).</summary>
/// <param name="Kty">The key type, <c>RSA</c>.</param>
/// <param name="Use">What it is for, <c>sig</c>.</param>
/// <param name="Alg">The algorithm, <c>RS256</c>.</param>
/// <param name="Kid">The key id.</param>
/// <param name="N">The modulus.</param>
/// <param name="E">The exponent.</param>
internal sealed record PublicJwk(string Kty, string Use, string Alg, string Kid, string N, string E);
