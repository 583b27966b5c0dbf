using System.Diagnostics.CodeAnalysis;

namespace SmartCloud.Maskinporten;

/// <summary>A token.</summary>
/// <param name="value">The token.</param>
internal sealed class AccessToken(string value)
{
    /// <summary>Gets the token. A class and not a record, so that no log can print it by accident.</summary>
    public string Value { get; } = value;

    /// <summary>Says whether a text can be a token: three parts in base64url. Nothing else is sent in a header.</summary>
    /// <param name="text">The text.</param>
    public static bool CanBe([NotNullWhen(true)] string? text) =>
        text?.Split('.') is { Length: 3 } parts && parts.All(static part => part.Length > 0 && part.All(IsBase64Url));

    private static bool IsBase64Url(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_';
}
