namespace SystemUser.Sandbox.World.Internal.Model;

/// <summary>A public key of a Maskinporten client.</summary>
/// <param name="KeyId">The <c>kid</c>.</param>
/// <param name="Jwk">The public JWK as JSON.</param>
internal sealed record MaskinportenKey(string KeyId, string Jwk);
