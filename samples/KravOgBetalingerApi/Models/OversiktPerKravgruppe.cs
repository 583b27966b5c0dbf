namespace KravOgBetalingerApi.Models;

/// <summary>The totals of one claim group, in kroner.</summary>
public sealed record OversiktPerKravgruppe
{
    /// <summary>The group, as display text.</summary>
    public required string Kravgruppe { get; init; }

    /// <summary>Late-payment interest as of now.</summary>
    public required decimal SumStipulerteRenter { get; init; }

    /// <summary>What is past due.</summary>
    public required decimal SumForfalteKrav { get; init; }

    /// <summary>What is open and not yet due.</summary>
    public required decimal SumIkkeForfalteKrav { get; init; }

    /// <summary>The sum of the other three.</summary>
    public required decimal Saldo { get; init; }
}
