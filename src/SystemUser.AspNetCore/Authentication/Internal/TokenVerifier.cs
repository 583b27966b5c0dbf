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
        string token,
        IReadOnlyList<string> appAudiences,
        CancellationToken cancellationToken
    )
    {
        var current = options.Current;
        if (SignedToken.Parse(token) is not { } signed)
        {
            return (TokenFault.Malformed, null);
        }

        var fault = TokenHeader.Read(signed.Header!, out var header);
        if (fault != TokenFault.None)
        {
            return (fault, null);
        }

        fault = ReadPayload(signed.Payload!, current, appAudiences, out var reading);
        if (fault != TokenFault.None)
        {
            return (fault, null);
        }

        var (keyFault, keys) = await FindKeysAsync(header.KeyId, cancellationToken);
        if (keyFault != TokenFault.None)
        {
            return (keyFault, null);
        }

        return keys!.Keys[header.KeyId].Verify(signed.Signed, signed.Signature, header.Hash)
            ? (TokenFault.None, new VerifiedToken(reading!, keys, current))
            : (TokenFault.Signature, null);
    }

    private TokenFault ReadPayload(
        byte[] payload,
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
            return TokenFault.WrongIssuer;
        }

        return reading is null
            ? TokenFaults.Of(fault)
            : TokenRules.Check(reading, current.Maskinporten, appAudiences, clock.GetUtcNow());
    }

    private async ValueTask<(TokenFault Fault, MaskinportenMetadata? Metadata)> FindKeysAsync(
        string keyId,
        CancellationToken cancellationToken
    )
    {
        var found = await metadata.FindAsync(cancellationToken);
        if (found is not null && !found.Keys.ContainsKey(keyId))
        {
            found = await metadata.FindForUnknownKeyAsync(found, cancellationToken);
        }

        return found is null ? (TokenFault.VerificationUnavailable, null)
            : found.Keys.ContainsKey(keyId) ? (TokenFault.None, found)
            : (TokenFault.UnknownKey, null);
    }
}
