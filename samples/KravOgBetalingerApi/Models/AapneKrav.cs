namespace KravOgBetalingerApi.Models;

/// <summary>The open claims of a party as of now: what is owed, payments not yet placed, and the totals.</summary>
public sealed record AapneKrav
{
    /// <summary>The party, as asked for.</summary>
    public required string PartIdentifikator { get; init; }

    /// <summary>Whether data are withheld because the party is protected.</summary>
    public required bool Skjermet { get; init; }

    /// <summary>Claims with a remaining amount.</summary>
    public IReadOnlyList<Krav>? AapentKravMedGjenstaaendeBeloep { get; init; }

    /// <summary>Payments of which a part is not yet placed on a claim.</summary>
    public IReadOnlyList<Innbetaling>? InnbetalingMedUplassertBeloep { get; init; }

    /// <summary>The totals; absent only for a protected party.</summary>
    public TotalOversikt? TotalOversikt { get; init; }

    /// <summary>The totals of each claim group.</summary>
    public IReadOnlyList<OversiktPerKravgruppe>? OversiktPerKravgruppe { get; init; }
}
