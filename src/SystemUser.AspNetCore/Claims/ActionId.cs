using System.Diagnostics.CodeAnalysis;

namespace SystemUser.AspNetCore.Claims;

/// <summary>An action as the resource's policy writes it: <c>read</c>, <c>write</c>, <c>access</c>, <c>sign</c> ….</summary>
/// <remarks>
/// One to 64 visible ASCII characters; the case is kept, because policies compare it (<c>Read</c> is not <c>read</c>).
/// The default value is no action; <see cref="Parse(string)"/> and <c>TryParse</c> never return it.
/// </remarks>
public readonly record struct ActionId : IParsable<ActionId>
{
    private const int MaxLength = 64;
    private readonly string? _value;

    private ActionId(string value) => _value = value;

    /// <summary>Gets <c>read</c>, which GET and HEAD ask for.</summary>
    public static ActionId Read { get; } = new("read");

    /// <summary>Gets <c>write</c>, which POST, PUT, PATCH and DELETE ask for.</summary>
    public static ActionId Write { get; } = new("write");

    /// <summary>Reads an action.</summary>
    /// <exception cref="FormatException">The text is empty, too long, or holds a space or a character outside ASCII.</exception>
    public static ActionId Parse(string text) =>
        TryParse(text, out var id)
            ? id
            : throw new FormatException("An action is 1 to 64 visible ASCII characters, as in the resource's policy.");

    /// <summary>Reads an action.</summary>
    /// <returns><see langword="false"/> if the text is empty, too long, or holds a space or a character outside ASCII.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out ActionId id)
    {
        var valid = text is { Length: > 0 and <= MaxLength } && !text.AsSpan().ContainsAnyExceptInRange('!', '~');
        id = valid ? new ActionId(text!) : default;
        return valid;
    }

    /// <summary>Returns the action as the policy writes it.</summary>
    public override string ToString() => _value ?? string.Empty;

    static ActionId IParsable<ActionId>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<ActionId>.TryParse(
        [NotNullWhen(true)] string? s,
        IFormatProvider? provider,
        out ActionId result
    ) => TryParse(s, out result);
}
