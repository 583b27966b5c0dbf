using System.Text.Json.Serialization;

namespace SmartCloud.Keys;

/// <summary>Writes public keys.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PublicJwk))]
public sealed partial class KeysJson : JsonSerializerContext;
