namespace KravOgBetalingerApi.Models;

/// <summary>A payment that a payout repaid.</summary>
public sealed record InnbetalingPlassertMotUtbetaling
{
    /// <summary>The payment.</summary>
    public string? InnbetalingsIdentifikator { get; init; }

    /// <summary>The kind of payment; an open list.</summary>
    public string? Innbetalingstype { get; init; }

    /// <summary>The day on which the payment took effect.</summary>
    public DateOnly? Innbetalingsdato { get; init; }

    /// <summary>The whole payment, in kroner: negative.</summary>
    public decimal? InnbetaltBeloep { get; init; }

    /// <summary>The payer's account, KID and message.</summary>
    public Betalingsinformasjon? InnbetaltFra { get; init; }

    /// <summary>The amount repaid.</summary>
    public decimal? UtbetaltBeloep { get; init; }
}
