namespace KravOgBetalingerApi.Models;

/// <summary>A repayment of a payment.</summary>
public sealed record UtbetalingPlassertMotInnbetaling
{
    /// <summary>The payout.</summary>
    public string? Utbetalingsidentifikator { get; init; }

    /// <summary>The day of the payout.</summary>
    public DateOnly? Utbetaltdato { get; init; }

    /// <summary>The amount repaid, in kroner.</summary>
    public decimal? UtbetaltBeloep { get; init; }

    /// <summary>Where it was paid to.</summary>
    public Betalingsinformasjon? BetaltTil { get; init; }
}
