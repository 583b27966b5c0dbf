namespace KravOgBetalingerApi.Models;

/// <summary>The party's totals, in kroner.</summary>
public sealed record TotalOversikt
{
    /// <summary>Late-payment interest as of now.</summary>
    public required decimal SumStipulerteRenter { get; init; }

    /// <summary>What is past due.</summary>
    public required decimal SumForfalteKrav { get; init; }

    /// <summary>What is open and not yet due.</summary>
    public required decimal SumIkkeForfalteKrav { get; init; }

    /// <summary>Payments not yet placed: zero or negative.</summary>
    public required decimal SumUplasserteInnbetalinger { get; init; }

    /// <summary>The sum of the other four.</summary>
    public required decimal Saldo { get; init; }
}
