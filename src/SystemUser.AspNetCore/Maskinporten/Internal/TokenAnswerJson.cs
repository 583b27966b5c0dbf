using System.Text.Json.Serialization;

namespace SystemUser.AspNetCore.Maskinporten.Internal;

/// <summary>Reads the answers of Maskinporten's token endpoint.</summary>
[JsonSourceGenerationOptions(
    AllowDuplicateProperties = false,
    PropertyNameCaseInsensitive = true,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    MaxDepth = 8
)]
[JsonSerializable(typeof(TokenAnswer))]
internal sealed partial class TokenAnswerJson : JsonSerializerContext;
