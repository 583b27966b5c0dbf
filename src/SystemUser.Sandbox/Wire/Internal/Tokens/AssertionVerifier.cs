using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using SystemUser.Sandbox.Diagnostics.Internal;

namespace SystemUser.Sandbox.Wire.Internal.Tokens;

/// <summary>
/// Verifies what every client assertion must hold. Source of the rules and the codes: docs.digdir.no,
/// <c>maskinporten_protocol_jwtgrant</c> and <c>maskinporten_feilsoking</c>.
/// </summary>
internal sealed class AssertionVerifier(
    IMaskinportenGrants grants,
    WireAddress address,
    TimeProvider timeProvider,
    ILogger<AssertionVerifier> logger
)
{
    private static readonly TimeSpan s_skew = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_longestLife = TimeSpan.FromSeconds(120);

    /// <summary>How far ahead an assertion that is good now may expire.</summary>
    public static readonly TimeSpan LongestAhead = s_skew + s_longestLife;

    private static readonly HashSet<string> s_knownClaims = new(StringComparer.Ordinal)
    {
        "aud",
        "iss",
        "iss_onbehalfof",
        "sub",
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

    private readonly UsedAssertions _used = new();

    public async ValueTask<(VerifiedAssertion? Assertion, MaskinportenError? Error)> VerifyAsync(
        string assertion,
        CancellationToken cancellationToken
    )
    {
        if (Jwt.Parse(assertion) is not { } jwt)
        {
            return InvalidValue("it is no JWT.");
        }

        if (jwt.Algorithm is not ("RS256" or "RS384" or "RS512"))
        {
            return InvalidValue("its alg must be RS256, RS384 or RS512.");
        }

        if (
            JwtClaims.Text(jwt.Payload, "iss") is not { Length: > 0 } clientId
            || await grants.FindClientAsync(clientId, cancellationToken) is not { } client
        )
        {
            return Fail("MP-100", "Client authentication failed. Client not found: the iss names none.");
        }

        // A client may send the certificate of a key that it has registered, beside the kid.
        return (
                jwt is { CertificateChain: { } chain, KeyId: null }
                    ? CheckCertificate(jwt, chain, client)
                    : CheckKey(jwt, client.Keys)
            )
            ?? CheckAudience(jwt.Payload)
            ?? CheckTime(jwt.Payload)
            ?? CheckClaims(jwt, clientId);
    }

    private (VerifiedAssertion?, MaskinportenError?)? CheckCertificate(Jwt jwt, JsonElement chain, KnownClient client)
    {
        if (client.Organization is null || client.Keys.Count > 0)
        {
            return Fail(
                "MP-123",
                "Invalid JWT header x5c: a client that has registered keys names one of them by kid."
            );
        }

        if (BusinessCertificate.Read(chain) is not { } certificate)
        {
            return Fail(
                "MP-123",
                "Invalid JWT header x5c: it must be an array of strings, each the base64 of a certificate, the first with an RSA key of 2048 bits or more."
            );
        }

        if (!IsSignedBy(jwt, certificate.Key))
        {
            return Fail("MP-124", "Invalid JWT signature: the key of the certificate has not made it.");
        }

        var now = timeProvider.GetUtcNow();
        return now < certificate.NotBefore || now > certificate.NotAfter
                ? BadCertificate("MP-124", $"it is good from {certificate.NotBefore:u} to {certificate.NotAfter:u}.")
            : string.Equals(certificate.Organization, client.Organization, StringComparison.Ordinal) ? null
            : BadCertificate(
                "MP-122",
                $"its subject must name the client's organization, as serialNumber={client.Organization} or organizationIdentifier=NTRNO-{client.Organization}."
            );
    }

    private (VerifiedAssertion?, MaskinportenError?)? CheckKey(Jwt jwt, IReadOnlyList<PublicKey> keys)
    {
        var named = keys.Where(key => string.Equals(key.KeyId, jwt.KeyId, StringComparison.Ordinal)).ToArray();
        if (named.Length == 0)
        {
            return Fail("MP-120", "Client authentication failed. Unknown key identifier (kid) for client.");
        }

        if (Array.Find(named, key => IsSignedBy(jwt, key.Parameters)) is not { } signer)
        {
            return Fail("MP-124", "Invalid JWT signature: the key of this kid has not made it.");
        }

        return signer.ExpiresAt <= timeProvider.GetUtcNow()
            ? Fail("MP-121", "Client authentication failed. Expired key.")
            : null;
    }

    // The documents say that the token endpoint is no audience any more; in practice it still is.
    private (VerifiedAssertion?, MaskinportenError?)? CheckAudience(JsonElement claims)
    {
        var audience = JwtClaims.Text(claims, "aud");
        if (string.Equals(audience, address.At(WireAddress.TokenPath), StringComparison.Ordinal))
        {
            logger.AudienceIsTokenEndpoint(JwtClaims.Text(claims, "iss"), address.Issuer);
            return null;
        }

        return string.Equals(audience, address.Issuer, StringComparison.Ordinal)
            ? null
            : Fail("MP-110", $"Client authentication failed. Invalid JWT claim aud: it must be {address.Issuer}.");
    }

    private (VerifiedAssertion?, MaskinportenError?)? CheckTime(JsonElement claims)
    {
        if (JwtClaims.Time(claims, "iat") is not { } issued || JwtClaims.Time(claims, "exp") is not { } expires)
        {
            return InvalidValue("iat and exp must be whole seconds since 1970.");
        }

        var now = timeProvider.GetUtcNow();
        return expires - issued > s_longestLife ? InvalidValue("exp must be at most 120 seconds after iat.")
            : expires <= now ? Fail("MP-130", "JWT is expired.")
            : issued > now + s_skew ? Fail("MP-130", "Issue time is after now: iat may be 10 seconds ahead at most.")
            : issued < now - s_skew ? Fail("MP-130", "JWT is expired: iat may be 10 seconds ago at most.")
            : null;
    }

    private (VerifiedAssertion?, MaskinportenError?) CheckClaims(Jwt jwt, string clientId)
    {
        var claims = jwt.Payload;
        var unknown = claims.EnumerateObject().Select(claim => claim.Name).FirstOrDefault(IsUnknown);
        if (unknown is not null)
        {
            return InvalidValue($"the claim {unknown} is unknown.");
        }

        if (claims.TryGetProperty("sub", out _) && JwtClaims.Text(claims, "sub") != clientId)
        {
            return InvalidValue("the claim sub is not needed, and must be the client id like iss.");
        }

        if (JwtClaims.Scopes(claims) is not { Length: > 0 } scopes)
        {
            return (null, new(400, "invalid_scope", "MP-200", "The assertion must ask for at least one scope."));
        }

        // The jti is only recommended; without one, the assertion itself cannot be used twice.
        var id = claims.TryGetProperty("jti", out _) ? JwtClaims.Text(claims, "jti") : jwt.Hash();
        if (id is not { Length: > 0 and <= 256 })
        {
            return InvalidValue("jti must be a string of 1 to 256 characters.");
        }

        return _used.Add($"{clientId} {id}", JwtClaims.Time(claims, "exp")!.Value, timeProvider.GetUtcNow())
            ? (
                new VerifiedAssertion(
                    clientId,
                    [.. scopes.Distinct(StringComparer.Ordinal)],
                    claims,
                    IsByCertificate: jwt is { CertificateChain: not null, KeyId: null }
                ),
                null
            )
            : Fail("MP-012", "Grant is used before.");
    }

    private static bool IsUnknown(string claim) => !s_knownClaims.Contains(claim);

    private static bool IsSignedBy(Jwt jwt, RSAParameters key)
    {
        using var rsa = RSA.Create(key);
        return jwt.IsSignedBy(rsa);
    }

    private static (VerifiedAssertion?, MaskinportenError?) InvalidValue(string what) =>
        (null, new(400, "invalid_request", "MP-011", $"Invalid assertion. Invalid parameter value: {what}"));

    private static (VerifiedAssertion?, MaskinportenError?) BadCertificate(string code, string why) =>
        Fail(code, $"Client authentication failed. The JWT is signed with an invalid certificate: {why}");

    private static (VerifiedAssertion?, MaskinportenError?) Fail(string code, string description) =>
        (null, new(400, "invalid_grant", code, $"Invalid assertion. {description}"));
}

/// <summary>Remembers the assertions that have been used, for as long as they could be used again.</summary>
internal sealed class UsedAssertions
{
    private static readonly TimeSpan s_sweepInterval = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _used = new(StringComparer.Ordinal);
    private long _nextSweep;

    /// <summary>How many are remembered.</summary>
    public int Count => _used.Count;

    /// <summary>Notes that an assertion is used.</summary>
    /// <returns><see langword="true"/> if it had not been used before.</returns>
    public bool Add(string id, DateTimeOffset expires, DateTimeOffset now)
    {
        Sweep(now);
        return _used.TryAdd(id, expires);
    }

    private void Sweep(DateTimeOffset now)
    {
        var next = Volatile.Read(ref _nextSweep);
        var following = (now + s_sweepInterval).UtcTicks;

        // A sweep that is further ahead than the interval was set before the clock was moved back.
        var isDue = now.UtcTicks >= next || next > following;
        if (!isDue || Interlocked.CompareExchange(ref _nextSweep, following, next) != next)
        {
            return;
        }

        foreach (var (id, expires) in _used)
        {
            if (expires <= now || expires > now + AssertionVerifier.LongestAhead)
            {
                _used.TryRemove(id, out _);
            }
        }
    }
}
