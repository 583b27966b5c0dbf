using System.Text.Json.Serialization;

namespace SystemUser.AspNetCore.Decisions.Internal.Sharing;

/// <summary>Reads and writes the entries of the shared cache.</summary>
[JsonSourceGenerationOptions(
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow
)]
[JsonSerializable(typeof(SharedEntry))]
internal sealed partial class SharedEntryJson : JsonSerializerContext;
