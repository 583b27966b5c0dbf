namespace KravOgBetalingerApi.Models;

/// <summary>A payment set off against claims of other authorities.</summary>
public sealed record MotregningAvInnbetaling
{
    /// <summary>The set-off's id.</summary>
    public string? Motregningsidentifikator { get; init; }

    /// <summary>The collecting authority.</summary>
    public MultiSpraakTekst? Innkrevingsmyndighet { get; init; }

    /// <summary>The claims that were covered.</summary>
    public IReadOnlyList<DekketKrav>? DekketKrav { get; init; }

    /// <summary>What was used to cover them.</summary>
    public HovedKrav? Hovedkrav { get; init; }

    /// <summary>The day of the set-off.</summary>
    public DateOnly? Motregnetdato { get; init; }
}
