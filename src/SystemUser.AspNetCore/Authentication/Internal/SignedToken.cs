using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace SystemUser.AspNetCore.Authentication.Internal;

/// <summary>A JWS in compact form (RFC 7515 §3.1), taken apart.</summary>
internal sealed class SignedToken
{
    private const int MinLength = 5;

    private static readonly SearchValues<char> s_characters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."
    );

    private readonly byte[] _token;
    private readonly int _signedLength;

    private SignedToken(byte[] token, int headerLength, int signedLength)
    {
        _token = token;
        _signedLength = signedLength;
        Header = Decode(token.AsSpan(0, headerLength));
        Payload = Decode(token.AsSpan(headerLength + 1, signedLength - headerLength - 1));
        Signature = Decode(token.AsSpan(signedLength + 1));
    }

    public byte[]? Header { get; }

    public byte[]? Payload { get; }

    public byte[]? Signature { get; }

    /// <summary>Gets what the signature is over.</summary>
    public ReadOnlySpan<byte> Signed => _token.AsSpan(0, _signedLength);

    /// <summary>Takes a token apart.</summary>
    /// <returns><see langword="null"/> if it is not three segments of base64url, each with something in it.</returns>
    public static SignedToken? Parse(string token)
    {
        if (token.Length < MinLength || token.AsSpan().ContainsAnyExcept(s_characters))
        {
            return null;
        }

        var first = token.IndexOf('.');
        var last = token.LastIndexOf('.');
        if (first <= 0 || last <= first + 1 || last == token.Length - 1 || token.IndexOf('.', first + 1) != last)
        {
            return null;
        }

        var parsed = new SignedToken(Encoding.ASCII.GetBytes(token), first, last);
        return parsed is { Header: not null, Payload: not null, Signature: not null } ? parsed : null;
    }

    private static byte[]? Decode(ReadOnlySpan<byte> segment)
    {
        var bytes = new byte[Base64Url.GetMaxDecodedLength(segment.Length)];
        var status = Base64Url.DecodeFromUtf8(segment, bytes, out var consumed, out var written);
        if (status != OperationStatus.Done || consumed != segment.Length)
        {
            return null;
        }

        return written == bytes.Length ? bytes : bytes[..written];
    }
}
