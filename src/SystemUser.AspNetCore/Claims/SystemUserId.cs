using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace SystemUser.AspNetCore.Claims;

/// <summary>The id that Altinn gave a system user: the uuid in the token's <c>systemuser_id</c>.</summary>
/// <remarks>The default value is no system user; <see cref="Parse(string)"/> and <c>TryParse</c> never return it.</remarks>
public readonly record struct SystemUserId : IParsable<SystemUserId>
{
    private const int TextLength = 36;

    // The framework's parser also takes signs and 0x within a uuid.
    private static readonly SearchValues<char> s_textCharacters = SearchValues.Create("0123456789abcdefABCDEF-");

    private SystemUserId(Guid value) => Value = value;

    /// <summary>Gets the id as a <see cref="Guid"/>.</summary>
    public Guid Value { get; }

    /// <summary>Reads an id written as 32 hexadecimal digits with hyphens, in either case.</summary>
    /// <exception cref="FormatException">The text is not such an id, or is all zeros.</exception>
    public static SystemUserId Parse(string text) =>
        TryParse(text, out var id)
            ? id
            : throw new FormatException("A system user id is a uuid that is not all zeros.");

    /// <summary>Reads an id written as 32 hexadecimal digits with hyphens, in either case.</summary>
    /// <returns><see langword="false"/> if the text is not such an id, or is all zeros.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out SystemUserId id)
    {
        id = default;
        return text is { Length: TextLength }
            && !text.AsSpan().ContainsAnyExcept(s_textCharacters)
            && Guid.TryParseExact(text, "D", out var value)
            && TryCreate(value, out id);
    }

    /// <summary>Returns the id in lower case with hyphens, as Altinn writes it.</summary>
    public override string ToString() => Value.ToString("D");

    internal static bool TryCreate(Guid value, out SystemUserId id)
    {
        id = new SystemUserId(value);
        return value != Guid.Empty;
    }

    static SystemUserId IParsable<SystemUserId>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<SystemUserId>.TryParse(
        [NotNullWhen(true)] string? s,
        IFormatProvider? provider,
        out SystemUserId result
    ) => TryParse(s, out result);
}
