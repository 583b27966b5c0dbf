using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SystemUser.Sandbox.Wire.Internal.Tokens;

/// <summary>Issues Maskinporten tokens, and verifies its own.</summary>
internal sealed class MaskinportenTokenIssuer(WireKeys keys, WireAddress address, TimeProvider timeProvider)
{
    /// <summary>Where Altinn says that a consumer delegated its scope to the supplier.</summary>
    public const string DelegationSource = "https://tt02.altinn.no/";

    private static readonly TimeSpan s_exchangeSkew = TimeSpan.FromSeconds(10);

    /// <summary>Gets the organization as tokens write it: a Norwegian number, or a foreign one with its scheme.</summary>
    public static JsonObject Organization(string organizationNumber) =>
        new()
        {
            ["authority"] = JwtClaims.OrganizationAuthority,
            ["ID"] = organizationNumber.Contains(':')
                ? organizationNumber
                : JwtClaims.OrganizationPrefix + organizationNumber,
        };

    /// <summary>Gets one element of <c>authorization_details</c> that names a system user.</summary>
    public static JsonObject SystemUser(string id, string ownerOrganizationNumber, string? systemId)
    {
        var detail = new JsonObject
        {
            ["type"] = "urn:altinn:systemuser",
            ["systemuser_org"] = Organization(ownerOrganizationNumber),
            ["systemuser_id"] = new JsonArray(id),
        };
        if (systemId is not null)
        {
            detail["system_id"] = systemId;
        }

        return detail;
    }

    public static string NewTokenId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>Adds what every token holds to the claims that depend on the client. Claims given are kept.</summary>
    public JsonObject Complete(JsonObject claims, string clientId, TimeSpan lifetime)
    {
        var now = timeProvider.GetUtcNow();
        claims.TryAdd("iss", address.Issuer);
        claims.TryAdd("client_amr", "private_key_jwt");
        claims.TryAdd("token_type", "Bearer");
        claims.TryAdd("iat", now.ToUnixTimeSeconds());
        claims.TryAdd("exp", (now + lifetime).ToUnixTimeSeconds());
        claims.TryAdd("client_id", clientId);
        claims.TryAdd("jti", NewTokenId());
        return claims;
    }

    public string Issue(JsonObject claims, string clientId, TimeSpan lifetime) =>
        JwtWriter.Sign(Complete(claims, clientId, lifetime), keys.Maskinporten.Current);

    /// <summary>Verifies a token as Altinn's exchange does: signature, issuer, and expiry with ten seconds' grace.</summary>
    /// <returns>Its claims, or <see langword="null"/>.</returns>
    public JsonElement? Verify(string token) =>
        Jwt.Parse(token) is { KeyId: { } keyId } jwt
        && keys.Maskinporten.Find(keyId) is { } key
        && jwt.IsSignedBy(key.Rsa)
        && string.Equals(JwtClaims.Text(jwt.Payload, "iss"), address.Issuer, StringComparison.Ordinal)
        && JwtClaims.Time(jwt.Payload, "exp") is { } expires
        && timeProvider.GetUtcNow() < expires + s_exchangeSkew
            ? jwt.Payload
            : null;
}
