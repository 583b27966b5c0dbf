using System.Text.Json;
using System.Text.Json.Serialization;

namespace SystemUser.Sandbox.ResourceRegistry.Internal;

/// <summary>How the resource registry reads and writes JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class ResourceJson : JsonSerializerContext;
