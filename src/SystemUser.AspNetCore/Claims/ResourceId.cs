using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace SystemUser.AspNetCore.Claims;

/// <summary>The identifier of a resource in Altinn's resource registry, such as <c>ske-krav-og-betalinger</c>.</summary>
/// <remarks>
/// One to 128 of the characters that the registry takes: lower-case letters a–z, digits, hyphen and underscore.
/// The default value is no resource; <see cref="Parse(string)"/> and <c>TryParse</c> never return it.
/// </remarks>
public readonly record struct ResourceId : IParsable<ResourceId>
{
    private const int MaxLength = 128;

    private static readonly SearchValues<char> s_allowed = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyz0123456789-_"
    );

    private readonly string? _value;

    private ResourceId(string value) => _value = value;

    /// <summary>Reads a resource identifier.</summary>
    /// <exception cref="FormatException">The text holds another character, is empty, or is too long.</exception>
    public static ResourceId Parse(string text) =>
        TryParse(text, out var id)
            ? id
            : throw new FormatException(
                $"'{text}' is no resource identifier: that is 1 to 128 of the characters a-z, 0-9, '-' and '_', as in Altinn's resource registry."
            );

    /// <summary>Reads a resource identifier.</summary>
    /// <returns><see langword="false"/> if the text holds another character, is empty, or is too long.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out ResourceId id)
    {
        var valid = text is { Length: > 0 and <= MaxLength } && !text.AsSpan().ContainsAnyExcept(s_allowed);
        id = valid ? new ResourceId(text!) : default;
        return valid;
    }

    /// <summary>Returns the identifier as the registry writes it.</summary>
    public override string ToString() => _value ?? string.Empty;

    static ResourceId IParsable<ResourceId>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<ResourceId>.TryParse(
        [NotNullWhen(true)] string? s,
        IFormatProvider? provider,
        out ResourceId result
    ) => TryParse(s, out result);
}
