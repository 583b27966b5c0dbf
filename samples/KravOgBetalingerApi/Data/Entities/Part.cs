namespace KravOgBetalingerApi.Data.Entities;

/// <summary>A party that the register knows.</summary>
public sealed class Part : IPartsdata
{
    /// <inheritdoc/>
    public required string Partsidentifikator { get; init; }

    /// <summary>The organization's name.</summary>
    public required string Navn { get; init; }

    /// <summary>Whether the party is protected, so that nothing about it is shown.</summary>
    public bool Skjermet { get; init; }

    /// <summary>Claims on the party.</summary>
    public IList<Kravpost> Krav { get; init; } = [];

    /// <summary>Payments from the party.</summary>
    public IList<Innbetalingspost> Innbetalinger { get; init; } = [];

    /// <summary>Payouts to the party.</summary>
    public IList<Utbetalingspost> Utbetalinger { get; init; } = [];
}
