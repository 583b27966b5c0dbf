using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace SystemUser.AspNetCore.Authentication.Internal;

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
