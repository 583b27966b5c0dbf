using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;

namespace SystemUser.Sandbox.Wire.Internal.Tokens;

/// <summary>
/// Verifies what every client assertion must hold. Source of the rules and the codes: docs.digdir.no,
/// <c>maskinporten_protocol_jwtgrant</c> and <c>maskinporten_feilsoking</c>.
/// </summary>
internal sealed class AssertionVerifier(IMaskinportenGrants grants, WireAddress address, TimeProvider timeProvider)
{
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestLife = TimeSpan.FromSeconds(120);

    private static readonly HashSet<string> KnownClaims = new(StringComparer.Ordinal)
    {
        "aud",
        "iss",
        "scope",
        "iat",
        "nbf",
        "exp",
        "jti",
        "resource",
        "consumer_org",
        "pid",
        "authorization_details",
    };

    private readonly ConcurrentDictionary<string, DateTimeOffset> _used = new(StringComparer.Ordinal);

    public async ValueTask<(ClientAssertion? Assertion, MaskinportenError? Error)> VerifyAsync(
        string assertion,
        CancellationToken cancellationToken
    )
    {
        if (Jwt.Parse(assertion) is not { } jwt)
        {
            return Fail("MP-123", "The assertion is no JWT.");
        }

        if (jwt.Algorithm is not ("RS256" or "RS384" or "RS512"))
        {
            return Fail("MP-122", "The alg of the assertion must be RS256, RS384 or RS512.");
        }

        if (
            JwtClaims.Text(jwt.Payload, "iss") is not { Length: > 0 } clientId
            || await grants.FindClientKeysAsync(clientId, cancellationToken) is not { } keys
        )
        {
            return Fail("MP-100", "Client authentication failed. The iss names no client.");
        }

        if (!keys.Any(key => string.Equals(key.KeyId, jwt.KeyId, StringComparison.Ordinal) && IsSignedBy(jwt, key)))
        {
            return Fail("MP-120", "Client authentication failed. No key of the client with this kid has signed it.");
        }

        return Check(jwt.Payload, clientId);
    }

    private (ClientAssertion?, MaskinportenError?) Check(JsonElement claims, string clientId)
    {
        if (!string.Equals(JwtClaims.Text(claims, "aud"), address.Issuer, StringComparison.Ordinal))
        {
            return Fail("MP-110", $"Client authentication failed. Invalid JWT claim aud: it must be {address.Issuer}.");
        }

        var now = timeProvider.GetUtcNow();
        if (
            JwtClaims.Time(claims, "iat") is not { } issued
            || JwtClaims.Time(claims, "exp") is not { } expires
            || (issued - now).Duration() > Skew
            || expires <= now
            || expires - issued > LongestLife
        )
        {
            return Fail("MP-124", "The iat must be now, within 10 seconds, and the exp at most 120 seconds after it.");
        }

        var unknown = claims.EnumerateObject().Select(claim => claim.Name).FirstOrDefault(IsUnknown);
        if (unknown is not null)
        {
            return Fail("MP-130", $"The claim {unknown} is unknown.");
        }

        if (JwtClaims.Scopes(claims) is not { Length: > 0 } scopes)
        {
            return (null, new(400, "invalid_scope", "MP-200", "The assertion must ask for at least one scope."));
        }

        return JwtClaims.Text(claims, "jti") is { Length: > 0 } jti && IsFresh($"{clientId} {jti}", expires, now)
            ? (new ClientAssertion(clientId, scopes, claims), null)
            : Fail("MP-011", "The jti is missing or has been used before.");
    }

    private static bool IsUnknown(string claim) => !KnownClaims.Contains(claim);

    private bool IsFresh(string id, DateTimeOffset expires, DateTimeOffset now)
    {
        foreach (var (used, until) in _used)
        {
            if (until + Skew < now)
            {
                _used.TryRemove(used, out _);
            }
        }

        return _used.TryAdd(id, expires);
    }

    private static bool IsSignedBy(Jwt jwt, PublicKey key)
    {
        using var rsa = RSA.Create(key.Parameters);
        return jwt.IsSignedBy(rsa);
    }

    private static (ClientAssertion?, MaskinportenError?) Fail(string code, string description) =>
        (null, new(400, "invalid_grant", code, $"Invalid assertion. {description}"));
}
