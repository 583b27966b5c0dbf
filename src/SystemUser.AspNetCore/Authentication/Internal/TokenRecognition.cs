using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Tokens;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Maskinporten.Internal;

namespace SystemUser.AspNetCore.Authentication.Internal;

/// <summary>Recognizes a token that was validated a moment ago, so that its signature is not verified again.</summary>
/// <remarks>What was true then must be true now: the same keys, the same options of package and scheme, and a token that has not expired since.</remarks>
internal sealed class TokenRecognition(
    LiveOptions options,
    MaskinportenMetadataSource metadata,
    ValidatedTokens tokens,
    TimeProvider clock
)
{
    private const int EntrySize = 1024;

    // What a reading, and the handler's own object, weigh for each character of a token; generously.
    private const int ReadingWeight = 8;
    private const int SecurityTokenWeight = 12;

    private readonly RecognizedHeaders _headers = new();

    /// <summary>Finds a token that still holds.</summary>
    /// <param name="header">The whole header, as the server gave it.</param>
    /// <param name="token">The token in it.</param>
    /// <param name="scheme">The scheme's options.</param>
    public RecognizableToken? Find(string header, ReadOnlySpan<char> token, JwtBearerOptions scheme)
    {
        var current = options.Current;
        var lifetime = current.Maskinporten.ValidatedTokenLifetime;
        if (lifetime <= TimeSpan.Zero)
        {
            return null;
        }

        if (_headers.Find(header) is { } again && Holds(again, current, lifetime, scheme))
        {
            return again;
        }

        if (
            TokenDigest.Of(token) is not { } digest
            || tokens.Find(digest) is not { } known
            || !Holds(known, current, lifetime, scheme)
        )
        {
            return null;
        }

        _headers.Add(header, known);
        return known;
    }

    public RecognizableToken Remember(
        string token,
        VerifiedToken verified,
        JwtBearerOptions scheme,
        SecurityToken? securityToken
    )
    {
        var weight = ReadingWeight + (securityToken is null ? 0 : SecurityTokenWeight);
        var accepted = new RecognizableToken(
            verified,
            scheme,
            securityToken,
            clock.GetUtcNow(),
            EntrySize + (token.Length * weight)
        );
        if (verified.Options.Maskinporten.ValidatedTokenLifetime > TimeSpan.Zero && TokenDigest.Of(token) is { } digest)
        {
            tokens.Add(digest, accepted);
        }

        return accepted;
    }

    private bool Holds(RecognizableToken known, SystemUserOptions current, TimeSpan lifetime, JwtBearerOptions scheme)
    {
        var now = clock.GetUtcNow();
        var age = now - known.ValidatedAt;
        return age >= TimeSpan.Zero
            && age < lifetime
            && now - current.Maskinporten.ClockSkew < known.Token.Reading.Caller.ExpiresAt
            && ReferenceEquals(known.Token.Options, current)
            && ReferenceEquals(known.Scheme, scheme)
            && ReferenceEquals(known.Token.Metadata, metadata.Current);
    }
}
