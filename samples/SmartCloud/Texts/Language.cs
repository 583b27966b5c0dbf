namespace SmartCloud.Texts;

/// <summary>A language of the user interface.</summary>
internal enum Language
{
    /// <summary>Norwegian, bokmål.</summary>
    Bokmaal,

    /// <summary>Norwegian, nynorsk.</summary>
    Nynorsk,

    /// <summary>English.</summary>
    English,
}

/// <summary>Which language a reader reads.</summary>
internal static class Languages
{
    /// <summary>The cookie that keeps the reader's choice.</summary>
    public const string Cookie = "smartcloud.language";

    /// <summary>The languages with their codes (BCP 47) and their own names, in the order in which they are offered.</summary>
    public static readonly IReadOnlyList<(Language Language, string Code, string Name)> All =
    [
        (Language.Bokmaal, "nb", "Bokmål"),
        (Language.Nynorsk, "nn", "Nynorsk"),
        (Language.English, "en", "English"),
    ];

    /// <summary>Gives the code of a language.</summary>
    /// <param name="language">The language.</param>
    public static string Code(this Language language) => All.First(one => one.Language == language).Code;

    /// <summary>Gives the language that the reader has chosen here, or else the first of ours that the browser asks for; bokmål where there is none.</summary>
    /// <param name="request">What the browser sent.</param>
    public static Language Of(HttpRequest request) =>
        Find(request.Cookies[Cookie])
        ?? request
            .GetTypedHeaders()
            .AcceptLanguage.Where(wish => wish.Quality != 0)
            .OrderByDescending(wish => wish.Quality ?? 1)
            .Select(wish => Find(wish.Value.Value))
            .FirstOrDefault(language => language is not null)
        ?? Language.Bokmaal;

    /// <summary>Finds a language by its code, whatever the region.</summary>
    /// <param name="code">The code.</param>
    public static Language? Find(string? code) =>
        code?.Split('-')[0].ToLowerInvariant() switch
        {
            "nb" or "no" => Language.Bokmaal,
            "nn" => Language.Nynorsk,
            "en" => Language.English,
            _ => null,
        };
}
