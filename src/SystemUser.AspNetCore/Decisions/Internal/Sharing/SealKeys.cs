using System.Security.Cryptography;
using System.Text;
using SystemUser.AspNetCore.Configuration;

namespace SystemUser.AspNetCore.Decisions.Internal.Sharing;

/// <summary>Seals with <c>Decisions:SealKey</c>, and opens also what <c>Decisions:PreviousSealKey</c> sealed: AES-256 in GCM.</summary>
/// <remarks>
/// Each entry has a key of its own, derived from its purpose and 16 random bytes that stand before it, so that one key may seal
/// as many entries as there ever are, and none opens as something else.
/// </remarks>
internal sealed class SealKeys(DecisionOptions options)
{
    private const int SaltLength = 16;
    private const int TagLength = 16;

    // Never twice with one key, since each entry has its own.
    private static readonly byte[] s_nonce = new byte[12];

    private readonly byte[] _current = Convert.FromBase64String(options.SealKey!);
    private readonly byte[]? _previous = options.PreviousSealKey is { } previous
        ? Convert.FromBase64String(previous)
        : null;

    public bool AreOf(DecisionOptions current) => ReferenceEquals(options, current);

    public byte[] Seal(string purpose, ReadOnlySpan<byte> content)
    {
        var entry = new byte[SaltLength + content.Length + TagLength];
        var salt = entry.AsSpan(0, SaltLength);
        RandomNumberGenerator.Fill(salt);
        using var cipher = Cipher(_current, purpose, salt);
        cipher.Encrypt(s_nonce, content, entry.AsSpan(SaltLength, content.Length), entry.AsSpan(^TagLength..));
        return entry;
    }

    /// <exception cref="CryptographicException">Neither key sealed it for this purpose.</exception>
    public byte[] Open(string purpose, ReadOnlySpan<byte> entry)
    {
        if (entry.Length < SaltLength + TagLength)
        {
            throw new CryptographicException();
        }

        try
        {
            return Open(_current, purpose, entry);
        }
        catch (CryptographicException) when (_previous is not null)
        {
            return Open(_previous, purpose, entry);
        }
    }

    private static byte[] Open(byte[] key, string purpose, ReadOnlySpan<byte> entry)
    {
        var content = new byte[entry.Length - SaltLength - TagLength];
        using var cipher = Cipher(key, purpose, entry[..SaltLength]);
        cipher.Decrypt(s_nonce, entry[SaltLength..^TagLength], entry[^TagLength..], content);
        return content;
    }

    private static AesGcm Cipher(byte[] key, string purpose, ReadOnlySpan<byte> salt)
    {
        Span<byte> derived = stackalloc byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, derived, salt, Encoding.UTF8.GetBytes(purpose));
        var cipher = new AesGcm(derived, TagLength);
        CryptographicOperations.ZeroMemory(derived);
        return cipher;
    }
}
