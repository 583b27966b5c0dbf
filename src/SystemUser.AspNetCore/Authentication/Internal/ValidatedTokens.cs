using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
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
        PayloadReader.Read(signed.Payload, out _, out var reading, Terms.Options.ExchangedIssuer);
        return Reading = reading!;
    }
}

/// <summary>What a token was verified under: it is recognized as long as all of it is in force.</summary>
/// <param name="Options">The options of the package.</param>
/// <param name="Issuer">Who signed it.</param>
/// <param name="Keys">The keys that its signature was verified with.</param>
/// <param name="Scheme">The options of the scheme.</param>
internal sealed record VerificationTerms(
    SystemUserOptions Options,
    MetadataSource Issuer,
    IssuerMetadata Keys,
    JwtBearerOptions Scheme
)
{
    public bool Hold(SystemUserOptions options, JwtBearerOptions scheme) =>
        ReferenceEquals(Options, options) && ReferenceEquals(Scheme, scheme) && ReferenceEquals(Keys, Issuer.Current);
}

/// <summary>The SHA-256 of a token: what the memory of validated tokens knows it by.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TokenDigest
{
    private const int StackLimit = 2048;
    private readonly UInt128 _first;
    private readonly UInt128 _second;

    private TokenDigest(ReadOnlySpan<byte> hash)
    {
        _first = MemoryMarshal.Read<UInt128>(hash);
        _second = MemoryMarshal.Read<UInt128>(hash[16..]);
    }

    /// <summary>Hashes a token.</summary>
    /// <returns><see langword="null"/> if it holds a character that no token does.</returns>
    public static TokenDigest? Of(ReadOnlySpan<char> token)
    {
        var bytes = token.Length <= StackLimit ? stackalloc byte[StackLimit] : new byte[token.Length];
        if (Ascii.FromUtf16(token, bytes, out var length) != System.Buffers.OperationStatus.Done)
        {
            return null;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..length], hash);
        return new TokenDigest(hash);
    }

    /// <summary>Any bits of the digest are as good as all of them.</summary>
    public override int GetHashCode() => (int)_first;
}
