namespace SmartCloud.Texts;

/// <summary>A text in both languages.</summary>
/// <param name="Bokmaal">In Norwegian.</param>
/// <param name="English">In English.</param>
internal readonly record struct Localized(string Bokmaal, string English)
{
    /// <summary>Gives the text in a language.</summary>
    /// <param name="language">The language.</param>
    public string In(Language language) => language is Language.English ? English : Bokmaal;
}
