using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Configuration.Internal;

namespace SystemUser.AspNetCore.Decisions.Internal.Sharing;

/// <summary>Seals what is shared, and opens what comes back, so that whoever can write there can let nobody in.</summary>
/// <remarks>With <c>Decisions:SealKey</c>, also where it changes while running; else with the app's Data Protection.</remarks>
internal sealed class SharedSeal(LiveOptions options, IDataProtectionProvider? protection = null)
{
    private const string Purpose = "SystemUser.AspNetCore.Decisions";
    private const string Decisions = "decision.v1";
    private const string Forgettings = "forgetting.v1";
    private const int GuidLength = 16;

    private readonly IDataProtector? _decisions = protection?.CreateProtector(Purpose, Decisions);
    private readonly IDataProtector? _forgettings = protection?.CreateProtector(Purpose, Forgettings);
    private SealKeys? _keys;

    /// <summary>Gets whether there is anything to seal with.</summary>
    public bool IsPossible => protection is not null || Keys is not null;

    private SealKeys? Keys
    {
        get
        {
            var current = options.Current.Decisions;
            if (current.SealKey is null)
            {
                return null;
            }

            var keys = Volatile.Read(ref _keys);
            if (keys?.AreOf(current) != true)
            {
                Volatile.Write(ref _keys, keys = new SealKeys(current));
            }

            return keys;
        }
    }

    /// <summary>Tells whether an entry could not be opened because somebody else sealed it, or bent it; anything else is a fault of what seals.</summary>
    public static bool IsForeign(Exception exception) => exception is CryptographicException or JsonException;

    public byte[] Seal(SharedEntry entry) =>
        Seal(Decisions, JsonSerializer.SerializeToUtf8Bytes(entry, SharedEntryJson.Default.SharedEntry));

    /// <summary>Opens a decision.</summary>
    /// <returns><see langword="null"/> if it is of another version, or of another question.</returns>
    /// <exception cref="CryptographicException">It was not sealed by the app's own hosts.</exception>
    /// <exception cref="JsonException">It does not hold what it should.</exception>
    public SharedEntry? Open(ReadOnlyMemory<byte> sealedEntry, ReadOnlySpan<byte> questionHash)
    {
        var entry = JsonSerializer.Deserialize(Open(Decisions, sealedEntry), SharedEntryJson.Default.SharedEntry);
        return
            entry?.Version == SharedEntry.CurrentVersion
            && entry.Question.AsSpan().SequenceEqual(questionHash)
            && entry.Decision.Decision is Decision.Permit or Decision.Deny or Decision.NotApplicable
            ? entry
            : null;
    }

    /// <summary>Seals that a system user was forgotten, and the generation that began with it.</summary>
    public byte[] SealForgetting(SystemUserId systemUser, Guid generation) =>
        Seal(Forgettings, [.. systemUser.Value.ToByteArray(), .. generation.ToByteArray()]);

    /// <summary>Opens that a system user was forgotten.</summary>
    /// <exception cref="CryptographicException">It was not sealed by the app's own hosts.</exception>
    public (SystemUserId SystemUser, Guid Generation) OpenForgetting(ReadOnlyMemory<byte> sealedForgetting)
    {
        var opened = Open(Forgettings, sealedForgetting);
        return
            opened.Length == 2 * GuidLength
            && SystemUserId.TryCreate(new Guid(opened.AsSpan(0, GuidLength)), out var systemUser)
            ? (systemUser, new Guid(opened.AsSpan(GuidLength)))
            : throw new CryptographicException();
    }

    private byte[] Seal(string purpose, byte[] content) =>
        Keys?.Seal(purpose, content) ?? Ring(purpose).Protect(content);

    private byte[] Open(string purpose, ReadOnlyMemory<byte> content) =>
        Keys?.Open(purpose, content.Span) ?? Ring(purpose).Unprotect(content.ToArray());

    private IDataProtector Ring(string purpose) => (purpose == Decisions ? _decisions : _forgettings)!;
}

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
