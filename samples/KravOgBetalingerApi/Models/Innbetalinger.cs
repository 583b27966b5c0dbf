namespace KravOgBetalingerApi.Models;

/// <summary>Payments received from a party in a period, and what they covered.</summary>
public sealed record Innbetalinger
{
    /// <summary>The party, as asked for.</summary>
    public required string PartIdentifikator { get; init; }

    /// <summary>The period, as asked for.</summary>
    public required Periode Periode { get; init; }

    /// <summary>Whether data are withheld because the party is protected.</summary>
    public required bool Skjermet { get; init; }

    /// <summary>The payments.</summary>
    public IReadOnlyList<Innbetaling>? Innbetaling { get; init; }
}
