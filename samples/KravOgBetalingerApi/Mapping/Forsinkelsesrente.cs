namespace KravOgBetalingerApi.Mapping;

/// <summary>Late-payment interest, stipulated when somebody asks.</summary>
internal static class Forsinkelsesrente
{
    /// <summary>The rate in force, per year. The Ministry of Finance sets it anew each half-year; the sample keeps one.</summary>
    public const decimal Rate = 0.125m;

    private const int DaysOfTheYear = 365;

    /// <summary>Stipulates the interest of an amount, in whole kroner.</summary>
    /// <param name="gjenstaaende">What remains, in kroner; a credit bears no interest.</param>
    /// <param name="forfallsdato">The last day for payment.</param>
    /// <param name="today">The day that the interest runs to.</param>
    public static decimal Stipuler(decimal gjenstaaende, DateOnly forfallsdato, DateOnly today)
    {
        var days = today.DayNumber - forfallsdato.DayNumber;
        return gjenstaaende > 0 && days > 0
            ? decimal.Round(gjenstaaende * Rate * days / DaysOfTheYear, MidpointRounding.AwayFromZero)
            : 0;
    }
}
