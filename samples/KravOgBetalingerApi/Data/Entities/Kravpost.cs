using KravOgBetalingerApi.Models;

namespace KravOgBetalingerApi.Data.Entities;

/// <summary>A claim in the ledger: a debit claim is positive, a credit claim (the party's money) negative.</summary>
public sealed class Kravpost : IPartsdata
{
    /// <inheritdoc/>
    public required string Partsidentifikator { get; init; }

    /// <summary>The claim's id, unique within the party.</summary>
    public required string Kravidentifikator { get; init; }

    /// <summary>The ledger's own label of the category.</summary>
    public required string Kravtype { get; init; }

    /// <summary>The main group, as display text.</summary>
    public required string Kravgruppe { get; init; }

    /// <summary>A label, in bokmål.</summary>
    public string? Beskrivelse { get; init; }

    /// <summary>The amount first registered, in kroner.</summary>
    public required decimal OpprinneligBeloep { get; init; }

    /// <summary>The sum of what remains of the due dates; kept here so that open claims have an index.</summary>
    public decimal GjenstaaendeBeloep { get; set; }

    /// <summary>Whether the ledger computes late-payment interest on the claim.</summary>
    public bool Renteberegnes { get; init; }

    /// <summary>The date on which the claim was created.</summary>
    public required DateOnly Opprettelsesdato { get; init; }

    /// <summary>The principal claim, when this one is interest on it.</summary>
    public string? HovedstolKravidentifikator { get; init; }

    /// <summary>Who assessed the claim.</summary>
    public Fastsettingsmaate? Fastsettingsmaate { get; init; }

    /// <summary>The tax term that the claim is for.</summary>
    public Termin? Termin { get; init; }

    /// <summary>The due dates, at least one.</summary>
    public IList<Forfallspost> Forfall { get; } = [];
}
