using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace SystemUser.AspNetCore.Claims;

/// <summary>A Norwegian organization number: nine ASCII digits.</summary>
/// <remarks>
/// The check digit is not demanded, since test data breaks it; <see cref="HasValidCheckDigit"/> tells.
/// The default value is no organization; <see cref="Parse(string)"/> and <c>TryParse</c> never return it.
/// </remarks>
public readonly record struct OrganizationNumber : IParsable<OrganizationNumber>
{
    private const int Length = 9;
    private readonly int _value;

    private OrganizationNumber(int value) => _value = value;

    /// <summary>Gets whether the last digit is the modulus-11 check digit of the others.</summary>
    public bool HasValidCheckDigit
    {
        get
        {
            ReadOnlySpan<int> weights = [2, 3, 4, 5, 6, 7, 2, 3];
            var sum = 0;
            var rest = _value / 10;
            foreach (var weight in weights)
            {
                sum += rest % 10 * weight;
                rest /= 10;
            }

            return _value > 0 && (11 - sum % 11) % 11 == _value % 10;
        }
    }

    /// <summary>Reads nine ASCII digits; nothing before, between or after them.</summary>
    /// <exception cref="FormatException">The text is anything else, or all zeros.</exception>
    public static OrganizationNumber Parse(string text) =>
        TryParse(text, out var number)
            ? number
            : throw new FormatException("An organization number is nine digits, not all zeros.");

    /// <summary>Reads nine ASCII digits; nothing before, between or after them.</summary>
    /// <returns><see langword="false"/> if the text is anything else, or all zeros.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out OrganizationNumber number) =>
        TryParse(text.AsSpan(), out number);

    /// <inheritdoc cref="TryParse(string?, out OrganizationNumber)"/>
    public static bool TryParse(ReadOnlySpan<char> text, out OrganizationNumber number)
    {
        number = default;
        if (text.Length != Length)
        {
            return false;
        }

        var value = 0;
        foreach (var digit in text)
        {
            if (!char.IsAsciiDigit(digit))
            {
                return false;
            }

            value = value * 10 + (digit - '0');
        }

        number = new OrganizationNumber(value);
        return value != 0;
    }

    /// <summary>Returns the nine digits.</summary>
    public override string ToString() => _value.ToString("D9", CultureInfo.InvariantCulture);

    static OrganizationNumber IParsable<OrganizationNumber>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<OrganizationNumber>.TryParse(
        [NotNullWhen(true)] string? s,
        IFormatProvider? provider,
        out OrganizationNumber result
    ) => TryParse(s, out result);
}
