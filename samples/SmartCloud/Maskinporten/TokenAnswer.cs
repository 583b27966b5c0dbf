namespace SmartCloud.Maskinporten;

/// <summary>What the token endpoint answers.</summary>
/// <param name="AccessToken">The token.</param>
/// <param name="TokenType">Its type, <c>Bearer</c>.</param>
/// <param name="ExpiresIn">How long it lives, in seconds.</param>
public sealed record TokenAnswer(string? AccessToken, string? TokenType, int ExpiresIn);
