using System.Text.Json.Serialization;

namespace SystemUser.AspNetCore.Altinn.Internal;

/// <summary>Reads and writes the messages of access management and the resource registry, as far as they are used.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    AllowDuplicateProperties = false,
    MaxDepth = 32
)]
[JsonSerializable(typeof(AuthorizedPartyRequest))]
[JsonSerializable(typeof(AuthorizedPartyEntry[]))]
[JsonSerializable(typeof(PolicyRule[]))]
[JsonSerializable(typeof(RegisteredResource[]))]
internal sealed partial class AltinnJson : JsonSerializerContext;
