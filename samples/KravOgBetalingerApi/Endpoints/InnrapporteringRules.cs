using KravOgBetalingerApi.Models;

namespace KravOgBetalingerApi.Endpoints;

/// <summary>What a housing company's report must be like.</summary>
internal static class InnrapporteringRules
{
    private const int FirstYear = 2020;
    private const int MaxShares = 5000;
    private const int MaxShareNumber = 20;
    private const int PersonNumber = 11;
    private const long MaxAmount = 1_000_000_000_000;

    /// <summary>Finds the first fault of a report.</summary>
    /// <returns>What is wrong, or <see langword="null"/>.</returns>
    public static string? FindFault(Innrapportering report, DateOnly today)
    {
        if (report.Inntektsaar < FirstYear || report.Inntektsaar > today.Year)
        {
            return $"inntektsaar må være fra {FirstYear} til {today.Year}";
        }

        if (report.Andel.Count is 0 or > MaxShares)
        {
            return $"Antall andeler må være fra 1 til {MaxShares}";
        }

        var numbers = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < report.Andel.Count; i++)
        {
            if (FindFault(report.Andel[i], numbers) is { } fault)
            {
                return $"andel[{i}]: {fault}";
            }
        }

        return null;
    }

    private static string? FindFault(Andel? andel, HashSet<string> numbers) =>
        andel is null ? "mangler"
        : !IsShareNumber(andel.Andelsnummer) ? $"andelsnummer må være 1 til {MaxShareNumber} synlige tegn"
        : !numbers.Add(andel.Andelsnummer) ? "andelsnummer er oppgitt før"
        : !IsPersonNumber(andel.Andelshaver) ? "andelshaver må være elleve siffer"
        : !IsAmount(andel.AndelInntekter, andel.AndelUtgifter, andel.AndelFormue, andel.AndelGjeld)
            ? $"beløp må være fra 0 til {MaxAmount}"
        : null;

    private static bool IsShareNumber(string text) =>
        text.Length is > 0 and <= MaxShareNumber && !text.AsSpan().ContainsAnyExceptInRange('!', '~');

    private static bool IsPersonNumber(string text) =>
        text.Length == PersonNumber && !text.AsSpan().ContainsAnyExceptInRange('0', '9');

    private static bool IsAmount(params ReadOnlySpan<long> amounts) => !amounts.ContainsAnyExceptInRange(0, MaxAmount);
}
