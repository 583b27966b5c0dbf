namespace KravOgBetalingerApi.Data.Entities;

/// <summary>A set-off against another authority's claim.</summary>
public sealed class Motregningspost : IPartsdata
{
    /// <inheritdoc/>
    public required string Partsidentifikator { get; init; }

    /// <summary>The set-off's id, unique within the party.</summary>
    public required string Motregningsidentifikator { get; init; }

    /// <summary>The authority that collects the claim, in bokmål.</summary>
    public required string Innkrevingsmyndighet { get; init; }

    /// <summary>The claim that was covered, in bokmål.</summary>
    public required string Beskrivelse { get; init; }

    /// <summary>Its creditor, in bokmål.</summary>
    public required string Kreditorsnavn { get; init; }

    /// <summary>Its last day for payment.</summary>
    public required DateOnly Forfallsdato { get; init; }

    /// <summary>Late-payment interest on it, in kroner.</summary>
    public decimal Forsinkelsesrenter { get; init; }
}
