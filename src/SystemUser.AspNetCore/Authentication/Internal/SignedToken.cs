using System.Buffers;
using System.Buffers.Text;
using System.Text;

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
