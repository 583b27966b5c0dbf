namespace KravOgBetalingerApi.Models;

/// <summary>A credit claim set off against claims of other authorities.</summary>
public sealed record MotregningAvKreditkrav
{
    /// <summary>The set-off's id.</summary>
    public string? Motregningsidentifikator { get; init; }

    /// <summary>The collecting authority.</summary>
    public MultiSpraakTekst? Innkrevingsmyndighet { get; init; }

    /// <summary>The claims that were covered (spelled so by the published API).</summary>
    public IReadOnlyList<DekketKrav>? Dekketkrav { get; init; }

    /// <summary>What was used to cover them.</summary>
    public HovedKrav? Hovedkrav { get; init; }

    /// <summary>The day of the set-off.</summary>
    public DateOnly? Motregnetdato { get; init; }
}
