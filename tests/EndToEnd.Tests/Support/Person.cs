namespace EndToEnd.Tests.Support;

/// <summary>A person of the story.</summary>
public sealed record Person(string Name, string Pid)
{
    /// <summary>Daily leader of TILFELDIG SUBTIL APE.</summary>
    public static Person StadigKonsert { get; } = new("STADIG KONSERT", "12876921497");

    /// <summary>Board member of TILFELDIG SUBTIL APE, who may not give access.</summary>
    public static Person RettvisTrapes { get; } = new("RETTVIS TRAPES", "19857200481");

    /// <summary>Daily leader and client administrator of TILBAKEHOLDEN USYMMETRISK TIGER AS.</summary>
    public static Person DressMinst { get; } = new("DRESS MINST", "14897321891");

    /// <summary>Daily leader of Rør og Vann AS.</summary>
    public static Person Pia { get; } = new("PIA VARDE", "30808512153");
}
