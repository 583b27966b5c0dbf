using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.DataProtection;
using SystemUser.AspNetCore.Claims;
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

/// <summary>A decision as it is shared, sealed.</summary>
/// <param name="Version">The version of this shape.</param>
/// <param name="Question">The hash of the whole question, so that an entry copied under another name is worth nothing.</param>
/// <param name="Generation">The generation when it was asked.</param>
/// <param name="Decision">The decision.</param>
/// <param name="DecidedAt">When it was given.</param>
/// <param name="ExpiresAt">Until when it may be used.</param>
internal sealed record SharedEntry(
    int Version,
    byte[] Question,
    SharedGeneration Generation,
    PolicyDecision Decision,
    DateTimeOffset DecidedAt,
    DateTimeOffset ExpiresAt
)
{
    public const int CurrentVersion = 2;
}

/// <summary>What ends all that was shared before.</summary>
/// <param name="Epoch">Begins anew when the store has lost something.</param>
/// <param name="Forgetting">Begins anew when the system user is forgotten; the epoch's own if it never was.</param>
internal readonly record struct SharedGeneration(Guid Epoch, Guid Forgetting);

/// <summary>Reads and writes shared decisions.</summary>
[JsonSourceGenerationOptions(
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow
)]
[JsonSerializable(typeof(SharedEntry))]
internal sealed partial class SharedEntryJson : JsonSerializerContext;
