using System.Globalization;

namespace SmartCloud.Texts;

/// <summary>
/// Writes texts, amounts and dates in the reader's language. Bokmål and English stand side by side where they are used, so
/// that neither is forgotten; <see cref="Nynorsk"/> has the third.
/// </summary>
/// <param name="context">Holds the reader's choice.</param>
internal sealed class Words(IHttpContextAccessor context)
{
    private const string NoBreakSpace = "\u00A0";

    private static readonly NumberFormatInfo Norwegian = new()
    {
        NumberGroupSeparator = NoBreakSpace,
        NumberDecimalSeparator = ",",
        NegativeSign = "\u2212",
    };

    /// <summary>Gets the language.</summary>
    public Language Language =>
        context.HttpContext is { Request: var request } ? Languages.Of(request) : Language.Bokmaal;

    /// <summary>Gets the code of the language (BCP 47).</summary>
    public string Code => Language.Code();

    /// <summary>Gives a text.</summary>
    /// <param name="bokmaal">In bokmål.</param>
    /// <param name="english">In English.</param>
    public string this[string bokmaal, string english] => new Localized(bokmaal, english).In(Language);

    /// <summary>Gives a text.</summary>
    /// <param name="text">In all languages.</param>
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

/// <summary>A text in all languages.</summary>
/// <param name="Bokmaal">In bokmål.</param>
/// <param name="English">In English.</param>
/// <param name="InNynorsk">In nynorsk, where the text holds what <see cref="Nynorsk"/> cannot have.</param>
internal readonly record struct Localized(string Bokmaal, string English, string? InNynorsk = null)
{
    /// <summary>Gives the text in a language.</summary>
    /// <param name="language">The language.</param>
    public string In(Language language) =>
        language switch
        {
            Language.English => English,
            Language.Nynorsk => InNynorsk ?? Nynorsk.Of(Bokmaal),
            _ => Bokmaal,
        };
}
