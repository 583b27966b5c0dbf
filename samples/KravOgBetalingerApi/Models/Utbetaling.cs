namespace KravOgBetalingerApi.Models;

/// <summary>A payout from Skatteetaten.</summary>
public sealed record Utbetaling
{
    /// <summary>The party that was paid.</summary>
    public required string PartIdentifikator { get; init; }

    /// <summary>The payout's id.</summary>
    public required string Utbetalingsidentifikator { get; init; }

    /// <summary>The day of the payout.</summary>
    public required DateOnly Utbetaltdato { get; init; }

    /// <summary>The amount, in kroner.</summary>
    public required decimal UtbetaltBeloep { get; init; }

    /// <summary>Where it was paid to.</summary>
    public required Betalingsinformasjon BetaltTil { get; init; }

    /// <summary>What was paid out.</summary>
    public GrunnlagForUtbetaling? GrunnlagForUtbetaling { get; init; }

    /// <summary>How far the payout has come.</summary>
    public Utbetalingstatus? Utbetalingstatus { get; init; }
}
