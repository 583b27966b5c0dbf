namespace KravOgBetalingerApi.Models;

/// <summary>Payouts to a party in a period.</summary>
public sealed record Utbetalinger
{
    /// <summary>The party, as asked for.</summary>
    public required string PartIdentifikator { get; init; }

    /// <summary>The period, as asked for.</summary>
    public required Periode Periode { get; init; }

    /// <summary>Whether data are withheld because the party is protected.</summary>
    public required bool Skjermet { get; init; }

    /// <summary>The payouts.</summary>
    public IReadOnlyList<Utbetaling>? Utbetaling { get; init; }
}
