using Microsoft.AspNetCore.Authentication.JwtBearer;
using SystemUser.AspNetCore.Claims.Internal;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Maskinporten.Internal;

namespace SystemUser.AspNetCore.Authentication.Internal;

/// <summary>A token that was verified, and under what. Neither its text nor its payload is kept: whoever sends it again brings them along.</summary>
/// <param name="verified">What was verified.</param>
/// <param name="scheme">The scheme's options that it was verified under.</param>
/// <param name="digest">What it is known again by.</param>
/// <param name="validatedAt">When.</param>
internal sealed class ValidatedToken(
    VerifiedToken verified,
    JwtBearerOptions scheme,
    TokenDigest digest,
    DateTimeOffset validatedAt
)
{
    public MaskinportenReading Reading { get; } = verified.Reading;

    public MaskinportenMetadata Metadata { get; } = verified.Metadata;

    public SystemUserOptions Options { get; } = verified.Options;

    public JwtBearerOptions Scheme { get; } = scheme;

    public TokenDigest Digest { get; } = digest;

    public DateTimeOffset ValidatedAt { get; } = validatedAt;
}
