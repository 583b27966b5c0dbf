namespace KravOgBetalingerApi.Models;

/// <summary>What a payout consists of.</summary>
public sealed record GrunnlagForUtbetaling
{
    /// <summary>Credit claims paid out.</summary>
    public IReadOnlyList<KreditKrav>? KreditKrav { get; init; }

    /// <summary>Payments repaid.</summary>
    public IReadOnlyList<InnbetalingPlassertMotUtbetaling>? TilbakebetalingAv { get; init; }
}
