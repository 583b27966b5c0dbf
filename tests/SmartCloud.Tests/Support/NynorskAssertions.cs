namespace SmartCloud.Tests.Support;

/// <summary>Checks that a text is nynorsk, by the words of bokmål that it would have else.</summary>
internal static class NynorskAssertions
{
    private static readonly HashSet<string> s_foreign = new(StringComparer.OrdinalIgnoreCase)
    {
        "ikke",
        "noen",
        "noe",
        "hva",
        "hvem",
        "hvor",
        "hver",
        "hvilke",
        "fra",
        "nå",
        "ennå",
        "en",
        "et",
        "se",
        "velg",
        "dere",
        "enige",
        "kunder",
        "klienter",
        "klientene",
        "kravene",
        "innbetalinger",
        "forespørsel",
        "forespørselen",
        "fullmakten",
        "åpne",
        "koble",
        "siden",
        "navn",
        "finnes",
        "opplysningene",
        "sandkassen",
        "regnskapsfører",
        "systembrukeren",
    };

    public static void ShouldBeNynorsk(this string text) =>
        text.Split([' ', '\n', '.', ',', ':', ';', '«', '»', '<', '>', '"'], StringSplitOptions.RemoveEmptyEntries)
            .Where(s_foreign.Contains)
            .ShouldBeEmpty(text);
}
