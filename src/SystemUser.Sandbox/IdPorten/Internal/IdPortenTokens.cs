using System.Text.Json;
using System.Text.Json.Nodes;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.Wire.Internal.Tokens;

namespace SystemUser.Sandbox.IdPorten.Internal;

/// <summary>Issues the tokens that people's programs have of ID-porten, and verifies its own. It signs with Maskinporten's key.</summary>
internal sealed class IdPortenTokens(WireKeys keys, WireAddress address, TimeProvider clock)
{
    private static readonly TimeSpan s_lifetime = TimeSpan.FromMinutes(10);

    // Apart from Maskinporten's: neither may be taken for the other.
    private string Issuer => address.At("/idporten");

    public string Issue(string pid, string scope, string level)
    {
        var now = clock.GetUtcNow();
        return JwtWriter.Sign(
            new JsonObject
            {
                ["iss"] = Issuer,
                ["sub"] = Guid.NewGuid().ToString(),
                ["pid"] = pid,
                ["acr"] = level,
                ["amr"] = new JsonArray("BankID"),
                ["scope"] = scope,
                ["client_id"] = Guid.NewGuid().ToString(),
                ["token_type"] = "Bearer",
                ["iat"] = now.ToUnixTimeSeconds(),
                ["exp"] = (now + s_lifetime).ToUnixTimeSeconds(),
                ["jti"] = MaskinportenTokenIssuer.NewTokenId(),
            },
            keys.Maskinporten.Current
        );
    }

    /// <summary>Issues the token of Altinn's that one of ID-porten is exchanged for; it ends when that does.</summary>
    public string IssueAltinn(JsonObject claims, JsonElement idPorten)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        claims["iss"] = address.AltinnIssuer;
        claims["jti"] = Guid.NewGuid().ToString();
        claims["nbf"] = now;
        claims["iat"] = now;
        claims["exp"] = JwtClaims.Time(idPorten, "exp")!.Value.ToUnixTimeSeconds();
        return JwtWriter.Sign(claims, keys.Altinn.Current);
    }

    /// <summary>Verifies a token: signature, issuer and expiry.</summary>
    /// <returns>Its claims, or <see langword="null"/>.</returns>
    public JsonElement? Verify(string token) =>
        Jwt.Parse(token) is { KeyId: { } keyId } jwt
        && keys.Maskinporten.Find(keyId) is { } key
        && jwt.IsSignedBy(key.Rsa)
        && JwtClaims.Text(jwt.Payload, "iss") == Issuer
        && JwtClaims.Time(jwt.Payload, "exp") is { } expires
        && clock.GetUtcNow() < expires
            ? jwt.Payload
            : null;
}
