using System.Collections.Concurrent;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using SystemUser.AspNetCore.Claims.Internal;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Maskinporten.Internal;

namespace SystemUser.AspNetCore.Authentication.Internal;

/// <summary>The memory of validated tokens. When it is full, the oldest go; finding one takes no lock.</summary>
internal sealed class ValidatedTokens
{
    private const int MostRemovedAtOnce = 4; // so that no request pays for the tokens of many

    private readonly ConcurrentDictionary<TokenDigest, ValidatedToken> _tokens = new();
    private readonly ConcurrentQueue<ValidatedToken> _byAge = new();
    private int _count;

    public int Count => _tokens.Count;

    public ValidatedToken? Find(TokenDigest digest) => _tokens.GetValueOrDefault(digest);

    /// <summary>Adds a token, and lets go of a few of the oldest that are too many or too old.</summary>
    /// <param name="token">The token.</param>
    /// <param name="maxCount">How many there may be.</param>
    /// <param name="oldest">What was validated before this is recognized no longer.</param>
    public void Add(ValidatedToken token, int maxCount, DateTimeOffset oldest)
    {
        _tokens[token.Digest] = token;
        _byAge.Enqueue(token);
        var count = Interlocked.Increment(ref _count);
        for (var i = 0; i < MostRemovedAtOnce; i++)
        {
            var mayGo = _byAge.TryPeek(out var first) && (count > maxCount || first.ValidatedAt < oldest);
            if (!mayGo || !_byAge.TryDequeue(out first))
            {
                return;
            }

            _tokens.TryRemove(KeyValuePair.Create(first.Digest, first)); // not one that has been validated anew since
            count = Interlocked.Decrement(ref _count);
        }
    }
}

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
