using System.Text.Json.Serialization;

namespace SmartCloud.Keys;

/// <summary>Writes public keys.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PublicJwk))]
internal sealed partial class KeysJson : JsonSerializerContext;
