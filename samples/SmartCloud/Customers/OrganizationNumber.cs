using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace SmartCloud.Customers;

/// <summary>A Norwegian organization number: nine ASCII digits. The check digit is not enforced, since test data break it.</summary>
[JsonConverter(typeof(OrganizationNumberConverter))]
internal readonly record struct OrganizationNumber
{
    private readonly string? _digits;

    private OrganizationNumber(string digits) => _digits = digits;

    /// <summary>Reads an organization number; spaces between the digits are let through, as people write them.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="number">The number.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, out OrganizationNumber number)
    {
        number = default;
        if (text is null or { Length: > 20 })
        {
            return false;
        }

        var digits = string.Concat(text.Where(static c => c is not (' ' or '\u00A0')));
        if (digits.Length != 9 || !digits.All(char.IsAsciiDigit))
        {
            return false;
        }

        number = new(digits);
        return true;
    }

    /// <summary>Reads an organization number that is known to be one.</summary>
    /// <param name="text">Nine digits.</param>
    /// <exception cref="FormatException"><paramref name="text"/> is not nine digits.</exception>
    public static OrganizationNumber Parse(string? text) =>
        TryParse(text, out var number) ? number : throw new FormatException("An organization number is nine digits.");

    /// <summary>Writes it as people read it: <c>310 904 473</c>, with no line break between.</summary>
    public string ToDisplayString()
    {
        var digits = ToString();
        return digits.Length == 0 ? digits : $"{digits[..3]}\u00A0{digits[3..6]}\u00A0{digits[6..]}";
    }

    /// <inheritdoc/>
    public override string ToString() => _digits ?? "";
}
