using System.Globalization;

namespace KravOgBetalingerApi.Data.Synthetic;

/// <summary>Customer identification numbers with their MOD11 check digit.</summary>
internal static class Kid
{
    /// <summary>Makes a KID of digits, with a zero put in where the check digit would be 10.</summary>
    public static string Of(string digits)
    {
        var sum = digits.Reverse().Select((digit, place) => (digit - '0') * (2 + place % 6)).Sum();
        var check = (11 - sum % 11) % 11;
        return check == 10 ? Of(digits + "0") : digits + check.ToString(CultureInfo.InvariantCulture);
    }
}
