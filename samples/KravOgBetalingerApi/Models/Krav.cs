namespace KravOgBetalingerApi.Models;

/// <summary>A claim.</summary>
public sealed record Krav
{
    /// <summary>The party that the claim is registered on.</summary>
    public required string PartIdentifikator { get; init; }

    /// <summary>The claim's id; its form varies by ledger.</summary>
    public required string Kravidentifikator { get; init; }

    /// <summary>The ledger's own label of the claim category; an open list.</summary>
    public required string Kravtype { get; init; }

    /// <summary>The amount first registered, in kroner; negative for the party's money.</summary>
    public required decimal OpprinneligBeloep { get; init; }

    /// <summary>What payments and counter-claims have not yet covered.</summary>
    public decimal? GjenstaaendeBeloep { get; init; }

    /// <summary>Late-payment interest as of now.</summary>
    public decimal? StipulerteRenter { get; init; }

    /// <summary>The due dates; several for advance tax, for example.</summary>
    public required IReadOnlyList<Kravforfall> Kravforfall { get; init; }

    /// <summary>A label of the claim.</summary>
    public MultiSpraakTekst? Kravbeskrivelse { get; init; }

    /// <summary>The tax term that the claim is for.</summary>
    public Kravperiode? Kravperiode { get; init; }

    /// <summary>The date on which the claim was created.</summary>
    public required DateOnly OpprettelsesdatoForKrav { get; init; }

    /// <summary>The main group, as display text.</summary>
    public required string Kravgruppe { get; init; }

    /// <summary>The principal claim, when this one is interest on it or a fee.</summary>
    public string? HovedstolKravidentifikator { get; init; }

    /// <summary>Who assessed the claim.</summary>
    public Fastsettingsmaate? Fastsettingsmaate { get; init; }

    /// <summary>How a credit claim was set off against claims of other authorities.</summary>
    public MotregningAvKreditkrav? MotregningAvKreditkrav { get; init; }
}
