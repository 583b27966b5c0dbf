using System.Diagnostics.CodeAnalysis;

namespace SystemUser.Sandbox.Wire.Internal;

/// <summary>The shape of Norwegian identity numbers. Check digits are not demanded: test data breaks them.</summary>
internal static class Numbers
{
    /// <summary>Whether the text is nine ASCII digits.</summary>
    public static bool IsOrganization([NotNullWhen(true)] string? text) =>
        text is { Length: 9 } && text.All(char.IsAsciiDigit);

    /// <summary>
    /// Whether the text names a foreign organization as a European seal does: its scheme, a colon, and its number, such as
    /// <c>0009:FR12345678901</c>.
    /// </summary>
    public static bool IsForeignOrganization([NotNullWhen(true)] string? text) =>
        text is { Length: > 5 and <= 64 }
        && text[4] == ':'
        && text[..4].All(char.IsAsciiDigit)
        && text[5..].All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or ':');

    /// <summary>Whether the text is eleven ASCII digits.</summary>
    public static bool IsPerson([NotNullWhen(true)] string? text) =>
        text is { Length: 11 } && text.All(char.IsAsciiDigit);
}
