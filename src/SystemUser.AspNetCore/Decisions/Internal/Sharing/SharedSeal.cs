using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.DataProtection;

namespace SystemUser.AspNetCore.Decisions.Internal.Sharing;

/// <summary>Seals what goes into the shared cache, and opens what comes out, so that whoever can write there can let nobody in.</summary>
internal sealed class SharedSeal(IDataProtectionProvider protection)
{
    private const string Purpose = "SystemUser.AspNetCore.Decisions";

    private readonly IDataProtector _decisions = protection.CreateProtector(Purpose, "decision.v1");
    private readonly IDataProtector _generations = protection.CreateProtector(Purpose, "generation.v1");

    public byte[] Seal(SharedEntry entry) =>
        _decisions.Protect(JsonSerializer.SerializeToUtf8Bytes(entry, SharedEntryJson.Default.SharedEntry));

    /// <summary>Opens an entry.</summary>
    /// <returns><see langword="null"/> if it is of another version, or of another question.</returns>
    /// <exception cref="CryptographicException">It was not sealed by the app's own hosts.</exception>
    /// <exception cref="JsonException">It does not hold what it should.</exception>
    public SharedEntry? Open(byte[] sealedEntry, ReadOnlySpan<byte> questionHash)
    {
        var entry = JsonSerializer.Deserialize(_decisions.Unprotect(sealedEntry), SharedEntryJson.Default.SharedEntry);
        return
            entry?.Version == SharedEntry.CurrentVersion
            && entry.Question.AsSpan().SequenceEqual(questionHash)
            && entry.Decision.Decision is Decision.Permit or Decision.Deny or Decision.NotApplicable
            ? entry
            : null;
    }

    public byte[] SealGeneration(string key, Guid generation) =>
        _generations.CreateProtector(key).Protect(generation.ToByteArray());

    /// <summary>Opens a generation; an absent one is the first.</summary>
    /// <exception cref="CryptographicException">It was not sealed by the app's own hosts, or for another key.</exception>
    public Guid OpenGeneration(string key, byte[]? sealedGeneration) =>
        sealedGeneration is null ? Guid.Empty : new Guid(_generations.CreateProtector(key).Unprotect(sealedGeneration));
}

/// <summary>A decision as it lies in the shared cache, sealed.</summary>
/// <param name="Version">The version of this shape.</param>
/// <param name="Question">The hash of the whole question, so that an entry copied under another key is worth nothing.</param>
/// <param name="Generation">The system user's generation when it was asked; forgetting a system user begins another.</param>
/// <param name="Decision">The decision.</param>
/// <param name="DecidedAt">When it was given.</param>
/// <param name="ExpiresAt">Until when it may be used.</param>
internal sealed record SharedEntry(
    int Version,
    byte[] Question,
    Guid Generation,
    PolicyDecision Decision,
    DateTimeOffset DecidedAt,
    DateTimeOffset ExpiresAt
)
{
    public const int CurrentVersion = 1;
}

/// <summary>Reads and writes the entries of the shared cache.</summary>
[JsonSourceGenerationOptions(
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow
)]
[JsonSerializable(typeof(SharedEntry))]
internal sealed partial class SharedEntryJson : JsonSerializerContext;
