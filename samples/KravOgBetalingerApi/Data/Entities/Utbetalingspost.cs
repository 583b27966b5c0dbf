using KravOgBetalingerApi.Models;

namespace KravOgBetalingerApi.Data.Entities;

/// <summary>A payout.</summary>
public sealed class Utbetalingspost : IPartsdata
{
    /// <inheritdoc/>
    public required string Partsidentifikator { get; init; }

    /// <summary>The payout's id, unique within the party.</summary>
    public required string Utbetalingsidentifikator { get; init; }

    /// <summary>The day of the payout.</summary>
    public required DateOnly Utbetaltdato { get; init; }

    /// <summary>The amount, in kroner: the sum of what it consists of.</summary>
    public decimal UtbetaltBeloep { get; set; }

    /// <summary>Where it was paid to.</summary>
    public required Betalingsvei Til { get; init; }

    /// <summary>How far the payout has come.</summary>
    public required Utbetalingstatus Status { get; init; }

    /// <summary>What it consists of: credit claims and repaid payments.</summary>
    public IList<Plassering> Mottatt { get; } = [];
}
