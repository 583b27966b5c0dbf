namespace KravOgBetalingerApi.Models;

/// <summary>All claims of a party that were created in a period, paid or not.</summary>
public sealed record AlleKrav
{
    /// <summary>The party, as asked for.</summary>
    public required string PartIdentifikator { get; init; }

    /// <summary>The period, as asked for.</summary>
    public required Periode Periode { get; init; }

    /// <summary>Whether data are withheld because the party is protected.</summary>
    public required bool Skjermet { get; init; }

    /// <summary>The claims.</summary>
    public IReadOnlyList<Krav>? Krav { get; init; }
}
