namespace SmartCloud.Texts;

/// <summary>The languages of the user interface.</summary>
internal enum Language
{
    /// <summary>Norwegian, bokmål.</summary>
    Bokmaal,

    /// <summary>English.</summary>
    English,
}
