namespace KravOgBetalingerApi.Data.Entities;

/// <summary>
/// Money moved within one party's ledger: from a payment or a credit claim, to a debit claim, a payout or a set-off.
/// </summary>
/// <remarks>Exactly one source and one target are set.</remarks>
public sealed class Plassering : IPartsdata
{
    /// <inheritdoc/>
    public required string Partsidentifikator { get; init; }

    /// <summary>A number unique within the party.</summary>
    public required int Plasseringsnummer { get; init; }

    /// <summary>The day of placing.</summary>
    public required DateOnly Dato { get; init; }

    /// <summary>The amount moved, in kroner: positive.</summary>
    public required decimal Beloep { get; init; }

    /// <summary>The payment used, if it was one.</summary>
    public Innbetalingspost? FraInnbetaling { get; init; }

    /// <summary>The credit claim's due date used, if it was one.</summary>
    public Forfallspost? FraForfall { get; init; }

    /// <summary>The debit claim's due date covered, if it was one.</summary>
    public Forfallspost? TilForfall { get; init; }

    /// <summary>The payout, if it was one.</summary>
    public Utbetalingspost? TilUtbetaling { get; init; }

    /// <summary>The set-off, if it was one.</summary>
    public Motregningspost? TilMotregning { get; init; }
}
