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
    private readonly ConcurrentQueue<KeyValuePair<TokenDigest, ValidatedToken>> _byAge = new();
    private int _count;

    public int Count => _tokens.Count;

    public ValidatedToken? Find(TokenDigest digest) => _tokens.GetValueOrDefault(digest);

    /// <summary>Adds a token, and lets go of a few of the oldest that are too many or too old.</summary>
    /// <param name="digest">What it is known again by.</param>
    /// <param name="token">The token.</param>
    /// <param name="maxCount">How many there may be.</param>
    /// <param name="oldest">What was validated before this is recognized no longer.</param>
    public void Add(TokenDigest digest, ValidatedToken token, int maxCount, DateTimeOffset oldest)
    {
        _tokens[digest] = token;
        _byAge.Enqueue(KeyValuePair.Create(digest, token));
        var count = Interlocked.Increment(ref _count);
        for (var i = 0; i < MostRemovedAtOnce; i++)
        {
            var mayGo = _byAge.TryPeek(out var first) && (count > maxCount || first.Value.ValidatedAt < oldest);
            if (!mayGo || !_byAge.TryDequeue(out first))
            {
                return;
            }

            _tokens.TryRemove(first); // not one that has been validated anew since
            count = Interlocked.Decrement(ref _count);
        }
    }
}

/// <summary>A token that was verified. Its text and payload are not kept: whoever sends it again brings them along.</summary>
/// <param name="terms">What it was verified under.</param>
/// <param name="validatedAt">When.</param>
internal sealed class ValidatedToken(VerificationTerms terms, DateTimeOffset validatedAt)
{
    public VerificationTerms Terms { get; } = terms;

    public DateTimeOffset ValidatedAt { get; } = validatedAt;

    /// <summary>Gets what it says, once it has come again.</summary>
    public MaskinportenReading? Reading { get; private set; }

    /// <summary>Gets what it says, read from the same token that came again.</summary>
    /// <remarks>Kept from then on, and not before: of the tokens that come once, little is left for the garbage collector to carry along.</remarks>
    public MaskinportenReading Read(ReadOnlySpan<char> token)
    {
        if (Reading is { } known)
        {
            return known;
        }

        using var signed = new SignedToken(token);
        PayloadReader.Read(signed.Payload, out _, out var reading, Terms.ExchangedIssuer);
        return Reading = reading!;
    }
}

/// <summary>What a token was verified under: it is recognized as long as all of it is in force.</summary>
internal sealed class VerificationTerms(
    SystemUserOptions options,
    MetadataSource issuer,
    IssuerMetadata keys,
    JwtBearerOptions scheme
)
{
    /// <summary>Gets the issuer of exchanged tokens, if they were accepted.</summary>
    public string? ExchangedIssuer => options.ExchangedIssuer;

    public bool Hold(SystemUserOptions current, JwtBearerOptions currentScheme) =>
        ReferenceEquals(options, current)
        && ReferenceEquals(scheme, currentScheme)
        && ReferenceEquals(keys, issuer.Current);

    public bool Are(
        SystemUserOptions otherOptions,
        MetadataSource otherIssuer,
        IssuerMetadata otherKeys,
        JwtBearerOptions otherScheme
    ) =>
        ReferenceEquals(options, otherOptions)
        && ReferenceEquals(issuer, otherIssuer)
        && ReferenceEquals(keys, otherKeys)
        && ReferenceEquals(scheme, otherScheme);
}
