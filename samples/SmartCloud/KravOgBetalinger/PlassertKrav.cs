namespace SmartCloud.KravOgBetalinger;

/// <summary>A claim that a payment was used on.</summary>
/// <param name="KravforfallIdentifikator">Its id.</param>
/// <param name="Kravbeskrivelse">What it is for.</param>
/// <param name="PlassertBeloep">The amount used on it, in kroner.</param>
public sealed record PlassertKrav(
    string? KravforfallIdentifikator,
    MultiSpraakTekst? Kravbeskrivelse,
    decimal? PlassertBeloep
);
