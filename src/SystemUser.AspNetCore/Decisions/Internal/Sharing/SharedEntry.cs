using System.Text.Json.Serialization;

namespace SystemUser.AspNetCore.Decisions.Internal.Sharing;

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
