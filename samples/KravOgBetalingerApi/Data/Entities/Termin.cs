namespace KravOgBetalingerApi.Data.Entities;

/// <summary>A tax term, part of a claim.</summary>
public sealed class Termin
{
    /// <summary>The term in words, in bokmål.</summary>
    public required string Beskrivelse { get; init; }

    /// <summary>The year.</summary>
    public required string Aar { get; init; }

    /// <summary>The first day, where the ledger states it.</summary>
    public DateOnly? FraDato { get; init; }

    /// <summary>The last day, where the ledger states it.</summary>
    public DateOnly? TilDato { get; init; }

    /// <summary>The term's number in its ledger.</summary>
    public string? TekniskNavn { get; init; }
}
