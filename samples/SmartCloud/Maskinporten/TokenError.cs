namespace SmartCloud.Maskinporten;

/// <summary>Why the token endpoint gives no token.</summary>
/// <param name="Error">The OAuth error.</param>
/// <param name="ErrorDescription">What is wrong, in words; begins with or holds Maskinporten's code.</param>
public sealed record TokenError(string? Error, string? ErrorDescription);
