using SystemUser.AspNetCore.Altinn.Internal;
using SystemUser.AspNetCore.Claims.Internal;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Maskinporten.Internal;

namespace SystemUser.AspNetCore.Authentication.Internal;

/// <summary>Verifies a token, once.</summary>
/// <remarks>
/// The JwtBearer handler's own validation is never reached: it lets in what Maskinporten never signs (PSS, <c>crit</c>) and logs every
/// forged token as an exception with its stack trace. What the payload says is checked first, so that a token of another
/// environment is told from a forged one, and costs no fetch of keys; it counts only once the signature is verified.
/// </remarks>
internal sealed class TokenVerifier(
    LiveOptions options,
    MaskinportenMetadataSource maskinporten,
    AltinnMetadataSource altinn,
    TimeProvider clock
)
{
    /// <summary>Verifies a token.</summary>
    /// <param name="token">The token as it stood in the header.</param>
    /// <param name="appAudiences">Audiences that the app has set on the scheme, of which the token must name one; usually none.</param>
    /// <param name="cancellationToken">Ends the caller's wait, not the fetch of keys that others may wait for.</param>
    public async ValueTask<(TokenFault Fault, VerifiedToken? Token)> VerifyAsync(
        ReadOnlyMemory<char> token,
        IReadOnlyList<string> appAudiences,
        CancellationToken cancellationToken
    )
    {
        var attempt = Verify(token.Span, appAudiences, static issuer => issuer.Current);
        if (attempt is { Fault: TokenFault.VerificationUnavailable, Issuer: { } unread })
        {
            var keys = await unread.FindAsync(cancellationToken);
            attempt = Verify(token.Span, appAudiences, _ => keys);
        }

        if (attempt is { Fault: TokenFault.UnknownKey, Issuer: { } issuer, Keys: { } seen })
        {
            var keys = await issuer.FindForUnknownKeyAsync(seen, cancellationToken);
            attempt = Verify(token.Span, appAudiences, _ => keys);
        }

        return (attempt.Fault, attempt.Token);
    }

    private Attempt Verify(
        ReadOnlySpan<char> token,
        IReadOnlyList<string> appAudiences,
        Func<MetadataSource, IssuerMetadata?> keysOf
    )
    {
        var current = options.Current;
        using var signed = new SignedToken(token);
        if (!signed.IsWellFormed)
        {
            return new(TokenFault.Malformed);
        }

        var fault = TokenHeader.Read(signed.Header, out var header);
        if (fault != TokenFault.None)
        {
            return new(fault);
        }

        fault = ReadPayload(signed.Payload, current, appAudiences, out var reading);
        if (fault is not (TokenFault.None or TokenFault.NoSystemUser))
        {
            return new(fault);
        }

        MetadataSource issuer = reading is { Caller.IsExchanged: false } ? maskinporten : altinn;
        if (keysOf(issuer) is not { } keys)
        {
            return new(TokenFault.VerificationUnavailable, issuer);
        }

        if (!keys.Keys.TryGetValue(header.KeyId, out var key))
        {
            return new(TokenFault.UnknownKey, issuer, keys);
        }

        if (!key.Verify(signed.Signed, signed.Signature, header.Hash))
        {
            return new(TokenFault.Signature);
        }

        return reading is null
            ? new(fault)
            : new(TokenFault.None, issuer, keys, new VerifiedToken(reading, issuer, keys, current));
    }

    private TokenFault ReadPayload(
        ReadOnlySpan<byte> payload,
        SystemUserOptions current,
        IReadOnlyList<string> appAudiences,
        out MaskinportenReading? reading
    )
    {
        var exchangedIssuer = current.ExchangedIssuer;
        var fault = PayloadReader.Read(payload, out var issuer, out reading, exchangedIssuer);
        if (fault is PayloadFault.NotJson or PayloadFault.RepeatedMember)
        {
            return TokenFault.Payload;
        }

        if (issuer is not null && issuer != current.Maskinporten.Issuer && issuer != exchangedIssuer)
        {
            return IsAltinn(issuer) ? TokenFault.Exchanged : TokenFault.WrongIssuer;
        }

        return reading is null
            ? TokenFaults.Of(fault)
            : TokenRules.Check(reading, current.Maskinporten, appAudiences, clock.GetUtcNow());
    }

    /// <summary>Only the words of the refusal depend on it.</summary>
    private static bool IsAltinn(string issuer) =>
        issuer.AsSpan().TrimEnd('/').EndsWith("/authentication/api/v1/openid", StringComparison.Ordinal);

    /// <summary>How far a verification came.</summary>
    private readonly record struct Attempt(
        TokenFault Fault,
        MetadataSource? Issuer = null,
        IssuerMetadata? Keys = null,
        VerifiedToken? Token = null
    );
}

/// <summary>A token whose signature is its issuer's and whose payload was read and found good.</summary>
/// <param name="Reading">What it says.</param>
/// <param name="Issuer">Who signed it.</param>
/// <param name="Keys">The keys it was verified with.</param>
/// <param name="Options">The options it was verified under.</param>
internal sealed record VerifiedToken(
    MaskinportenReading Reading,
    MetadataSource Issuer,
    IssuerMetadata Keys,
    SystemUserOptions Options
);

/// <summary>What a reading must say to be let in, apart from its signature.</summary>
internal static class TokenRules
{
    public static TokenFault Check(
        MaskinportenReading reading,
        MaskinportenOptions options,
        IReadOnlyList<string> appAudiences,
        DateTimeOffset now
    )
    {
        var earliest = now - options.ClockSkew;
        if (earliest >= reading.Caller.ExpiresAt)
        {
            return TokenFault.Expired;
        }

        if (reading.NotBefore > now + options.ClockSkew)
        {
            return TokenFault.NotYetValid;
        }

        if (reading.Caller.IsExchanged)
        {
            return TokenFault.None; // bound to no audience; a scope is demanded of it instead
        }

        var isAudience =
            options.Audience is null || reading.Audiences.Contains(options.Audience, StringComparer.Ordinal);
        var isAppAudience =
            appAudiences.Count == 0 || appAudiences.Intersect(reading.Audiences, StringComparer.Ordinal).Any();
        return isAudience && isAppAudience ? TokenFault.None : TokenFault.WrongAudience;
    }
}
