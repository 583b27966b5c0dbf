using System.Text.Json;
using System.Text.Json.Nodes;

namespace SystemUser.Sandbox.Wire.Internal.Tokens;

/// <summary>Issues Altinn tokens in exchange for Maskinporten tokens, and verifies its own.</summary>
internal sealed class AltinnTokenIssuer(
    WireKeys keys,
    WireAddress address,
    TimeProvider timeProvider,
    IServiceOwners serviceOwners
)
{
    private const string ServiceOwnerScope = "altinn:serviceowner";

    private static readonly string[] s_dropped = ["aud", "iss", "client_amr", "sid", "exp", "nbf", "iat"];

    /// <summary>Gets or sets how long an Altinn token lives. Defaults to 30 minutes, as Altinn's do.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Issues an Altinn token with the claims of a Maskinporten token that has been verified.</summary>
    public string Issue(JsonElement maskinportenClaims)
    {
        var claims = JsonObject.Create(maskinportenClaims)!;
        foreach (var name in s_dropped)
        {
            claims.Remove(name);
        }

        claims["sid"] = Guid.NewGuid().ToString();
        claims["urn:altinn:authenticatemethod"] = "maskinporten";
        claims["urn:altinn:authlevel"] = 3;
        if (ConsumerNumber(maskinportenClaims) is { } organizationNumber)
        {
            claims["urn:altinn:orgNumber"] = organizationNumber;
            if (
                JwtClaims.Scopes(maskinportenClaims).Any(IsServiceOwnerScope)
                && serviceOwners.FindOrgCode(organizationNumber) is { } org
            )
            {
                claims["urn:altinn:org"] = org;
            }
        }

        return Sign(claims);
    }

    // A foreign organization's too, without its scheme.
    private static string? ConsumerNumber(JsonElement claims) =>
        claims.TryGetProperty("consumer", out var consumer)
        && consumer.ValueKind == JsonValueKind.Object
        && JwtClaims.Text(consumer, "ID")?.Split(':') is [_, { Length: > 0 } number, ..]
            ? number
            : null;

    /// <summary>Issues a token with these claims, as Altinn's test token generator does.</summary>
    public string IssueTest(JsonObject claims)
    {
        claims["jti"] = Guid.NewGuid().ToString();
        return Sign(claims);
    }

    /// <summary>Verifies an Altinn token: signature, issuer, and expiry without grace.</summary>
    /// <returns>Its claims, or <see langword="null"/>.</returns>
    public JsonElement? Verify(string token) =>
        Jwt.Parse(token) is { KeyId: { } keyId } jwt
        && keys.Altinn.Find(keyId) is { } key
        && jwt.IsSignedBy(key.Rsa)
        && string.Equals(JwtClaims.Text(jwt.Payload, "iss"), address.AltinnIssuer, StringComparison.Ordinal)
        && JwtClaims.Time(jwt.Payload, "exp") is { } expires
        && timeProvider.GetUtcNow() < expires
            ? jwt.Payload
            : null;

    private string Sign(JsonObject claims)
    {
        var now = timeProvider.GetUtcNow();
        claims["iss"] = address.AltinnIssuer;
        claims["nbf"] = now.ToUnixTimeSeconds();
        claims["iat"] = now.ToUnixTimeSeconds();
        claims["exp"] = (now + Lifetime).ToUnixTimeSeconds();
        return JwtWriter.Sign(claims, keys.Altinn.Current);
    }

    private static bool IsServiceOwnerScope(string scope) =>
        scope.StartsWith(ServiceOwnerScope, StringComparison.Ordinal);
}
