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
internal sealed class TokenVerifier(LiveOptions options, MaskinportenMetadataSource metadata, TimeProvider clock)
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
        var keys = metadata.Current;
        var fault = Verify(token.Span, appAudiences, keys, out var verified);
        if (fault == TokenFault.VerificationUnavailable)
        {
            keys = await metadata.FindAsync(cancellationToken);
            fault = Verify(token.Span, appAudiences, keys, out verified);
        }

        if (fault == TokenFault.UnknownKey)
        {
            keys = await metadata.FindForUnknownKeyAsync(keys!, cancellationToken);
            fault = Verify(token.Span, appAudiences, keys, out verified);
        }

        return (fault, verified);
    }

    private TokenFault Verify(
        ReadOnlySpan<char> token,
        IReadOnlyList<string> appAudiences,
        MaskinportenMetadata? keys,
        out VerifiedToken? verified
    )
    {
        verified = null;
        var current = options.Current;
        using var signed = new SignedToken(token);
        if (!signed.IsWellFormed)
        {
            return TokenFault.Malformed;
        }

        var fault = TokenHeader.Read(signed.Header, out var header);
        if (fault != TokenFault.None)
        {
            return fault;
        }

        fault = ReadPayload(signed.Payload, current, appAudiences, out var reading);
        if (fault != TokenFault.None)
        {
            return fault;
        }

        if (keys is null)
        {
            return TokenFault.VerificationUnavailable;
        }

        if (!keys.Keys.TryGetValue(header.KeyId, out var key))
        {
            return TokenFault.UnknownKey;
        }

        if (!key.Verify(signed.Signed, signed.Signature, header.Hash))
        {
            return TokenFault.Signature;
        }

        verified = new VerifiedToken(reading!, keys, current);
        return TokenFault.None;
    }

    private TokenFault ReadPayload(
        ReadOnlySpan<byte> payload,
        SystemUserOptions current,
        IReadOnlyList<string> appAudiences,
        out MaskinportenReading? reading
    )
    {
        var fault = PayloadReader.Read(payload, out var issuer, out reading);
        if (fault is PayloadFault.NotJson or PayloadFault.RepeatedMember)
        {
            return TokenFault.Payload;
        }

        if (issuer is not null && issuer != current.Maskinporten.Issuer)
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
}

/// <summary>A token whose signature is Maskinporten's and whose payload was read and found good.</summary>
/// <param name="Reading">What it says.</param>
/// <param name="Metadata">The keys it was verified with.</param>
/// <param name="Options">The options it was verified under.</param>
internal sealed record VerifiedToken(
    MaskinportenReading Reading,
    MaskinportenMetadata Metadata,
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

        var isAudience =
            options.Audience is null || reading.Audiences.Contains(options.Audience, StringComparer.Ordinal);
        var isAppAudience =
            appAudiences.Count == 0 || appAudiences.Intersect(reading.Audiences, StringComparer.Ordinal).Any();
        return isAudience && isAppAudience ? TokenFault.None : TokenFault.WrongAudience;
    }
}
