using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using SystemUser.AspNetCore.Claims.Internal;

namespace SystemUser.AspNetCore.Authentication.Internal;

/// <summary>A JWS in compact form (RFC 7515 §3.1), taken apart into one rented buffer.</summary>
internal ref struct SignedToken
{
    private const int MinLength = 5;

    private static readonly SearchValues<char> s_characters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."
    );

    private readonly ReadOnlySpan<byte> _header;
    private readonly ReadOnlySpan<byte> _payload;
    private readonly ReadOnlySpan<byte> _signature;
    private byte[]? _buffer;

    /// <summary>Takes a token apart.</summary>
    public SignedToken(ReadOnlySpan<char> token)
    {
        if (token.Length < MinLength || token.ContainsAnyExcept(s_characters) || token.Count('.') != 2)
        {
            return;
        }

        _buffer = ArrayPool<byte>.Shared.Rent(token.Length * 2);
        var text = _buffer.AsSpan(0, token.Length);
        Encoding.ASCII.GetBytes(token, text);
        var first = token.IndexOf('.');
        var last = token.LastIndexOf('.');
        var free = _buffer.AsSpan(token.Length);
        Signed = text[..last];
        IsWellFormed =
            TryDecode(text[..first], ref free, out _header)
            && TryDecode(text[(first + 1)..last], ref free, out _payload)
            && TryDecode(text[(last + 1)..], ref free, out _signature);
    }

    /// <summary>Gets whether it is three segments of base64url, each with something in it.</summary>
    public bool IsWellFormed { get; }

    public readonly ReadOnlySpan<byte> Header => _header;

    public readonly ReadOnlySpan<byte> Payload => _payload;

    public readonly ReadOnlySpan<byte> Signature => _signature;

    /// <summary>Gets what the signature is over.</summary>
    public ReadOnlySpan<byte> Signed { get; }

    public void Dispose()
    {
        if (_buffer is not null)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = null;
        }
    }

    private static bool TryDecode(
        scoped ReadOnlySpan<byte> segment,
        scoped ref Span<byte> free,
        out ReadOnlySpan<byte> decoded
    )
    {
        var status = Base64Url.DecodeFromUtf8(segment, free, out var consumed, out var written);
        decoded = free[..written];
        free = free[written..];
        return status == OperationStatus.Done && consumed == segment.Length && written > 0;
    }
}

/// <summary>What is used of a token's header: the key's id and the hash of the algorithm.</summary>
internal readonly record struct TokenHeader(string KeyId, HashAlgorithmName Hash)
{
    /// <summary>Reads a header, strictly: every name once, and only what Maskinporten signs with. What else is in it is ignored.</summary>
    public static TokenFault Read(ReadOnlySpan<byte> json, out TokenHeader header)
    {
        header = default;
        if (!Utf8.IsValid(json))
        {
            return TokenFault.Malformed;
        }

        try
        {
            return Read(new Utf8JsonReader(json), json, out header);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return TokenFault.Malformed;
        }
    }

    private static TokenFault Read(Utf8JsonReader reader, ReadOnlySpan<byte> json, out TokenHeader header)
    {
        header = default;
        string? algorithm = null;
        string? keyId = null;
        var critical = false;
        var names = new MemberNames(json);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return TokenFault.Malformed;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!names.TryAdd(ref reader, out var name))
            {
                return TokenFault.Malformed;
            }

            reader.Read();
            var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            algorithm = name.SequenceEqual("alg"u8) ? text : algorithm;
            keyId = name.SequenceEqual("kid"u8) ? text : keyId;
            critical |= name.SequenceEqual("crit"u8);
            reader.SkipText();
        }

        reader.Read(); // throws if anything follows the object
        if (HashOf(algorithm) is not { } hash)
        {
            return TokenFault.Algorithm;
        }

        if (critical)
        {
            return TokenFault.CriticalHeader;
        }

        header = new TokenHeader(keyId ?? "", hash);
        return string.IsNullOrEmpty(keyId) ? TokenFault.NoKeyId : TokenFault.None;
    }

    private static HashAlgorithmName? HashOf(string? algorithm) =>
        algorithm switch
        {
            "RS256" => HashAlgorithmName.SHA256,
            "RS384" => HashAlgorithmName.SHA384,
            "RS512" => HashAlgorithmName.SHA512,
            _ => null,
        };
}
