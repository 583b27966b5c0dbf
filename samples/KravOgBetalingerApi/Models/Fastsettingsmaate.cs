namespace KravOgBetalingerApi.Models;

/// <summary>Who assessed a claim.</summary>
public enum Fastsettingsmaate
{
    /// <summary>Not stated.</summary>
    Blank,

    /// <summary>The party itself.</summary>
    Egenfastsatt,

    /// <summary>The authority.</summary>
    Myndighetsfastsatt,
}
