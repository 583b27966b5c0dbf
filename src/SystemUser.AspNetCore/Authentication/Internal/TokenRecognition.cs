using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using SystemUser.AspNetCore.Claims.Internal;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Configuration.Internal;

namespace SystemUser.AspNetCore.Authentication.Internal;

/// <summary>Recognizes a token that was validated a moment ago, so that its signature is not verified again.</summary>
/// <remarks>What was true then must be true now: the same keys, the same options of package and scheme, and a token that has not expired since.</remarks>
internal sealed class TokenRecognition(LiveOptions options, ValidatedTokens tokens, TimeProvider clock)
{
    private readonly RecognizedHeaders _headers = new();
    private VerificationTerms? _terms;

    /// <summary>Finds a token that still holds.</summary>
    /// <param name="header">The whole header, as the server gave it.</param>
    /// <param name="token">The token in it.</param>
    /// <param name="scheme">The scheme's options.</param>
    /// <param name="digest">What a token that was not found can be remembered by, once verified; <see langword="null"/> if it cannot.</param>
    public MaskinportenReading? Find(
        string header,
        ReadOnlySpan<char> token,
        JwtBearerOptions scheme,
        out TokenDigest? digest
    )
    {
        digest = null;
        var current = options.Current;
        if (current.Maskinporten.ValidatedTokenLifetime <= TimeSpan.Zero)
        {
            return null;
        }

        if (_headers.Find(header) is { } again && Holds(again, token, current, scheme))
        {
            return again.Reading;
        }

        digest = TokenDigest.Of(token);
        if (digest is null || tokens.Find(digest.Value) is not { } known || !Holds(known, token, current, scheme))
        {
            return null;
        }

        _headers.Add(header, known);
        return known.Reading;
    }

    /// <summary>Remembers a token that was verified.</summary>
    public void Remember(TokenDigest digest, VerifiedToken verified, JwtBearerOptions scheme)
    {
        var now = clock.GetUtcNow();
        var rules = verified.Options.Maskinporten;
        var terms = new VerificationTerms(verified.Options, verified.Issuer, verified.Keys, scheme);
        var shared = _terms is { } known && known == terms ? known : _terms = terms; // one for all tokens under the same
        var token = new ValidatedToken(shared, now);
        tokens.Add(digest, token, rules.MaxValidatedTokens, now - rules.ValidatedTokenLifetime);
    }

    private bool Holds(
        ValidatedToken known,
        ReadOnlySpan<char> token,
        SystemUserOptions current,
        JwtBearerOptions scheme
    )
    {
        var now = clock.GetUtcNow();
        var age = now - known.ValidatedAt;
        return age >= TimeSpan.Zero
            && age < current.Maskinporten.ValidatedTokenLifetime
            && known.Terms.Hold(current, scheme)
            && now - current.Maskinporten.ClockSkew < known.Read(token).Caller.ExpiresAt;
    }
}

/// <summary>Knows a token again by the very string that it came in, which spares hashing it.</summary>
/// <remarks>
/// A server gives the next request of a connection the same string when its header is the same (Kestrel does). It is the
/// identity of the string that counts, never its letters, so there is nothing to be learned from how long a look takes.
/// </remarks>
internal sealed class RecognizedHeaders
{
    private const int Size = 256; // a power of two; what it holds on to, the garbage collector carries along
    private const int MaxHeaderLength = 4096;

    private readonly Entry?[] _entries = new Entry?[Size];

    public ValidatedToken? Find(string header) =>
        Volatile.Read(ref Place(header)) is { } entry && ReferenceEquals(entry.Header, header) ? entry.Token : null;

    public void Add(string header, ValidatedToken token)
    {
        if (header.Length <= MaxHeaderLength)
        {
            Volatile.Write(ref Place(header), new Entry(header, token));
        }
    }

    private ref Entry? Place(string header) => ref _entries[RuntimeHelpers.GetHashCode(header) & (Size - 1)];

    private sealed record Entry(string Header, ValidatedToken Token);
}
