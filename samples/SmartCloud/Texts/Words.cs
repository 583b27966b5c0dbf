using System.Globalization;

namespace SmartCloud.Texts;

/// <summary>
/// Writes texts, amounts and dates in the language that the reader has chosen. Both languages stand side by side where
/// they are used, so that neither is forgotten.
/// </summary>
/// <param name="context">Holds the reader's choice.</param>
internal sealed class Words(IHttpContextAccessor context)
{
    /// <summary>The cookie that keeps the choice.</summary>
    public const string Cookie = "smartcloud.language";

    private const string NoBreakSpace = "\u00A0";

    private static readonly NumberFormatInfo Norwegian = new()
    {
        NumberGroupSeparator = NoBreakSpace,
        NumberDecimalSeparator = ",",
        NegativeSign = "\u2212",
    };

    /// <summary>Gets the language.</summary>
    public Language Language =>
        context.HttpContext?.Request.Cookies[Cookie] is "en" ? Language.English : Language.Bokmaal;

    /// <summary>Gets the code of the language (BCP 47).</summary>
    public string Code => Language is Language.English ? "en" : "nb";

    /// <summary>Gives a text.</summary>
    /// <param name="bokmaal">In Norwegian.</param>
    /// <param name="english">In English.</param>
    public string this[string bokmaal, string english] => Language is Language.English ? english : bokmaal;

    /// <summary>Gives a text.</summary>
    /// <param name="text">In both languages.</param>
    public string this[Localized text] => text.In(Language);

    /// <summary>Writes an amount of kroner.</summary>
    /// <param name="kroner">The amount, or <see langword="null"/> for a dash.</param>
    public string Amount(decimal? kroner) =>
        kroner is not { } amount ? "–"
        : Language is Language.English ? string.Create(CultureInfo.InvariantCulture, $"NOK{NoBreakSpace}{amount:N2}")
        : amount.ToString("N2", Norwegian) + NoBreakSpace + "kr";

    /// <summary>Writes a date.</summary>
    /// <param name="date">The date, or <see langword="null"/> for a dash.</param>
    public string Date(DateOnly? date) =>
        date?.ToString(Language is Language.English ? "d MMM yyyy" : "dd.MM.yyyy", CultureInfo.InvariantCulture) ?? "–";

    /// <summary>Writes a time of day, in this machine's time zone.</summary>
    /// <param name="time">The time.</param>
    public string Time(DateTimeOffset time) =>
        $"{Date(DateOnly.FromDateTime(time.LocalDateTime))} {time.LocalDateTime.ToString("HH:mm", CultureInfo.InvariantCulture)}";
}

/// <summary>The languages of the user interface.</summary>
internal enum Language
{
    /// <summary>Norwegian, bokmål.</summary>
    Bokmaal,

    /// <summary>English.</summary>
    English,
}

/// <summary>A text in both languages.</summary>
/// <param name="Bokmaal">In Norwegian.</param>
/// <param name="English">In English.</param>
internal readonly record struct Localized(string Bokmaal, string English)
{
    /// <summary>Gives the text in a language.</summary>
    /// <param name="language">The language.</param>
    public string In(Language language) => language is Language.English ? English : Bokmaal;
}
