using System.Text.Json.Serialization;
using SmartCloud.Keys;

namespace SmartCloud.Registration;

/// <summary>The JSON of the sandbox's client registration.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SandboxClient))]
[JsonSerializable(typeof(PublicJwkSet))]
internal sealed partial class SandboxJson : JsonSerializerContext;
