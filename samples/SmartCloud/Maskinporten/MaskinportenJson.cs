using System.Text.Json.Serialization;

namespace SmartCloud.Maskinporten;

/// <summary>Maskinporten's JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(AssertionHeader))]
[JsonSerializable(typeof(AssertionPayload))]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(TokenError))]
public sealed partial class MaskinportenJson : JsonSerializerContext;
