namespace KravOgBetalingerApi.Models;

/// <summary>A due date that a payment was used on.</summary>
public sealed record KravPlassertMotInnbetaling
{
    /// <summary>The due date.</summary>
    public required string KravforfallIdentifikator { get; init; }

    /// <summary>The amount used, in kroner: positive.</summary>
    public required decimal PlassertBeloep { get; init; }

    /// <summary>The day of placing.</summary>
    public required DateOnly PlassertDato { get; init; }

    /// <summary>The claim's label.</summary>
    public required MultiSpraakTekst Kravbeskrivelse { get; init; }

    /// <summary>The last day for payment.</summary>
    public required DateOnly Kravforfallsdato { get; init; }

    /// <summary>The amount first due.</summary>
    public required decimal OpprinneligKravforfallsbeloep { get; init; }

    /// <summary>What remains.</summary>
    public required decimal GjenstaaendeKravforfallsbeloep { get; init; }
}
