namespace SystemUser.Sandbox.Wire.Internal;

/// <summary>An error of Maskinporten's token endpoint.</summary>
/// <param name="StatusCode">The HTTP status code: 400 as a rule, 403 for <c>MP-250</c>.</param>
/// <param name="Error">The OAuth error, such as <c>invalid_grant</c>.</param>
/// <param name="Code">Maskinporten's code, such as <c>MP-110</c>; <see langword="null"/> if it has none.</param>
/// <param name="Description">What is wrong, in words.</param>
internal sealed record MaskinportenError(int StatusCode, string Error, string? Code, string Description);
