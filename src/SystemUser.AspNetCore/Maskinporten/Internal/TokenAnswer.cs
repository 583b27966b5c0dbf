using System.Text.Json.Serialization;

namespace SystemUser.AspNetCore.Maskinporten.Internal;

/// <summary>What Maskinporten's token endpoint answers: a token, or an OAuth error.</summary>
internal sealed record TokenAnswer(
    [property: JsonPropertyName("access_token")] string? AccessToken,
    [property: JsonPropertyName("expires_in")] int? ExpiresIn,
    [property: JsonPropertyName("error")] string? Error,
    [property: JsonPropertyName("error_description")] string? ErrorDescription
);

/// <summary>Reads the answers of Maskinporten's token endpoint.</summary>
[JsonSourceGenerationOptions(
    AllowDuplicateProperties = false,
    PropertyNameCaseInsensitive = true,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    MaxDepth = 8
)]
[JsonSerializable(typeof(TokenAnswer))]
internal sealed partial class TokenAnswerJson : JsonSerializerContext;
