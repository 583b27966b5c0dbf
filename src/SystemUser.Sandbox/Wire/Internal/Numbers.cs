using System.Diagnostics.CodeAnalysis;

namespace SystemUser.Sandbox.Wire.Internal;

/// <summary>The shape of Norwegian identity numbers. Check digits are not demanded: test data breaks them.</summary>
internal static class Numbers
{
    /// <summary>Whether the text is nine ASCII digits.</summary>
    public static bool IsOrganization([NotNullWhen(true)] string? text) =>
        text is { Length: 9 } && text.All(char.IsAsciiDigit);

    /// <summary>Whether the text is eleven ASCII digits.</summary>
    public static bool IsPerson([NotNullWhen(true)] string? text) =>
        text is { Length: 11 } && text.All(char.IsAsciiDigit);
}
