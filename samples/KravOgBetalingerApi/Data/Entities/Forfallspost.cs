namespace KravOgBetalingerApi.Data.Entities;

/// <summary>A due date of a claim.</summary>
public sealed class Forfallspost : IPartsdata
{
    /// <inheritdoc/>
    public required string Partsidentifikator { get; init; }

    /// <summary>The due date's id, unique within the party.</summary>
    public required string Forfallsidentifikator { get; init; }

    /// <summary>The claim.</summary>
    public required string Kravidentifikator { get; init; }

    /// <summary>The claim.</summary>
    public Kravpost Krav { get; init; } = null!;

    /// <summary>The last day for payment.</summary>
    public required DateOnly Forfallsdato { get; init; }

    /// <summary>The amount first due, in kroner.</summary>
    public required decimal OpprinneligBeloep { get; init; }

    /// <summary>The original amount plus all placings, in the signed ledger.</summary>
    public decimal GjenstaaendeBeloep { get; set; }

    /// <summary>How to pay; <see langword="null"/> for a credit claim.</summary>
    public Betalingsvei? Betaling { get; init; }

    /// <summary>What has been placed on a debit claim.</summary>
    public IList<Plassering> Mottatt { get; } = [];

    /// <summary>What a credit claim has been used for.</summary>
    public IList<Plassering> Brukt { get; } = [];
}
