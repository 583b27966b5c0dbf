namespace SmartCloud.Texts;

/// <summary>The languages of the user interface.</summary>
public enum Language
{
    /// <summary>Norwegian, bokmål.</summary>
    Bokmaal,

    /// <summary>English.</summary>
    English,
}
