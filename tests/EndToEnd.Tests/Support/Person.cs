namespace EndToEnd.Tests.Support;

/// <summary>A person of the story, and the organization that the person acts for.</summary>
public sealed record Person(string Name, string Pid, string Organization)
{
    /// <summary>Daily leader of TILFELDIG SUBTIL APE.</summary>
    public static Person StadigKonsert { get; } = new("STADIG KONSERT", "12876921497", "TILFELDIG SUBTIL APE");

    /// <summary>Board member of TILFELDIG SUBTIL APE, who may not give access.</summary>
    public static Person RettvisTrapes { get; } = new("RETTVIS TRAPES", "19857200481", "TILFELDIG SUBTIL APE");

    /// <summary>Daily leader and client administrator of TILBAKEHOLDEN USYMMETRISK TIGER AS.</summary>
    public static Person DressMinst { get; } = new("DRESS MINST", "14897321891", "TILBAKEHOLDEN USYMMETRISK TIGER AS");

    /// <summary>Client administrator of TILBAKEHOLDEN USYMMETRISK TIGER AS, and nothing else.</summary>
    public static Person NoeyaktigKlips { get; } =
        new("NØYAKTIG KLIPS", "04838821389", "TILBAKEHOLDEN USYMMETRISK TIGER AS");

    /// <summary>Daily leader of SmartCloud AS, the vendor.</summary>
    public static Person SkyfriHorisont { get; } = new("SKYFRI HORISONT", "11867230124", "SMARTCLOUD AS");

    /// <summary>Daily leader of Skatteetaten, the provider.</summary>
    public static Person SindigKalkyle { get; } = new("SINDIG KALKYLE", "09827641259", "SKATTEETATEN");

    /// <summary>Daily leader of Rør og Vann AS.</summary>
    public static Person Pia { get; } = new("PIA VARDE", "30808512153", "RØR OG VANN AS");
}
