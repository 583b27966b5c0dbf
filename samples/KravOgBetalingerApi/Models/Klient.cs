namespace KravOgBetalingerApi.Models;

/// <summary>A client, and what it owes if the system user may know.</summary>
public sealed record Klient
{
    /// <summary>The client.</summary>
    public required string PartIdentifikator { get; init; }

    /// <summary>The client's name, as Altinn has it.</summary>
    public required string Navn { get; init; }

    /// <summary>Whether the system user may know, and if not, why not.</summary>
    public required Klientstatus Status { get; init; }

    /// <summary>The client's totals as of now.</summary>
    public TotalOversikt? TotalOversikt { get; init; }
}
