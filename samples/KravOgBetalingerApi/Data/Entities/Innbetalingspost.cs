namespace KravOgBetalingerApi.Data.Entities;

/// <summary>A payment received.</summary>
public sealed class Innbetalingspost : IPartsdata
{
    /// <inheritdoc/>
    public required string Partsidentifikator { get; init; }

    /// <summary>The payment's id, unique within the party.</summary>
    public required string Innbetalingsidentifikator { get; init; }

    /// <summary>The day on which the payment took effect.</summary>
    public required DateOnly Innbetalingsdato { get; init; }

    /// <summary>The amount, in kroner: negative, as a credit in the ledger.</summary>
    public required decimal InnbetaltBeloep { get; init; }

    /// <summary>The part not yet used: zero or negative.</summary>
    public decimal UplassertBeloep { get; set; }

    /// <summary>The kind of payment.</summary>
    public required string Innbetalingstype { get; init; }

    /// <summary>Skatteetaten's receiving account.</summary>
    public required string MottakersKontonummer { get; init; }

    /// <summary>Where it came from.</summary>
    public required Betalingsvei Fra { get; init; }

    /// <summary>What it has been used for.</summary>
    public IList<Plassering> Brukt { get; } = [];
}
