namespace KravOgBetalingerApi.Models;

/// <summary>The tax term of a claim.</summary>
public sealed record Kravperiode
{
    /// <summary>The term in words.</summary>
    public MultiSpraakTekst? PeriodeBeskrivelse { get; init; }

    /// <summary>The year.</summary>
    public string? Aar { get; init; }

    /// <summary>The term's first day.</summary>
    public DateOnly? FraDato { get; init; }

    /// <summary>The term's last day.</summary>
    public DateOnly? TilDato { get; init; }

    /// <summary>The term's number in its ledger.</summary>
    public string? TerminTekniskNavn { get; init; }
}
