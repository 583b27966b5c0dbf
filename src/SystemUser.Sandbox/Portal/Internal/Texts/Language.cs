namespace SystemUser.Sandbox.Portal.Internal.Texts;

/// <summary>A language of the portal.</summary>
internal enum Language
{
    Bokmaal,
    Nynorsk,
    English,
}

/// <summary>Which language a visitor reads.</summary>
internal static class Languages
{
    /// <summary>The languages with their own names, in the order in which they are offered.</summary>
    public static readonly IReadOnlyList<(Language Language, string Name)> All =
    [
        (Language.Bokmaal, "Bokmål"),
        (Language.Nynorsk, "Nynorsk"),
        (Language.English, "English"),
    ];

    /// <summary>The code of the language (BCP 47).</summary>
    public static string Code(this Language language) =>
        language switch
        {
            Language.English => "en",
            Language.Nynorsk => "nn",
            _ => "nb",
        };

    /// <summary>The language that the visitor has chosen here, or else the first that the browser asks for; bokmål where neither is one of ours.</summary>
    public static Language Of(HttpRequest request) =>
        Find(request.Cookies[PortalCookies.Language])
        ?? request
            .GetTypedHeaders()
            .AcceptLanguage.Where(wish => wish.Quality != 0)
            .OrderByDescending(wish => wish.Quality ?? 1)
            .Select(wish => Find(wish.Value.Value))
            .FirstOrDefault(language => language is not null)
        ?? Language.Bokmaal;

    private static Language? Find(string? code) =>
        code?.Split('-')[0].ToLowerInvariant() switch
        {
            "nb" or "no" => Language.Bokmaal,
            "nn" => Language.Nynorsk,
            "en" => Language.English,
            _ => null,
        };
}
