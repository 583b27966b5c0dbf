namespace KravOgBetalingerApi.Models;

/// <summary>What a set-off used.</summary>
public sealed record HovedKrav
{
    /// <summary>Payments used (spelled so by the published API).</summary>
    public IReadOnlyList<InnbetalingBruktIMotregning>? InnbetalingBruktImotregning { get; init; }

    /// <summary>Credit claims used.</summary>
    public IReadOnlyList<KreditkravBruktIMotregning>? KreditkravBruktIMotregning { get; init; }
}
