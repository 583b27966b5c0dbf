namespace KravOgBetalingerApi.Models;

/// <summary>A payout of a credit claim's due date.</summary>
public sealed record UtbetalingPlassertMotKrav
{
    /// <summary>The payout.</summary>
    public string? Utbetalingsidentifikator { get; init; }

    /// <summary>The whole payout, in kroner.</summary>
    public decimal? UtbetaltBeloep { get; init; }

    /// <summary>The day of the payout.</summary>
    public DateOnly? UtbetaltDato { get; init; }

    /// <summary>Where it was paid to.</summary>
    public Betalingsinformasjon? BetaltTil { get; init; }

    /// <summary>The part that came from this due date.</summary>
    public decimal? PlassertBeloep { get; init; }

    /// <summary>The day of placing.</summary>
    public DateOnly? PlassertDato { get; init; }
}
