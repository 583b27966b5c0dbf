namespace SmartCloud.KravOgBetalinger;

/// <summary>A claim that a payment was used on.</summary>
/// <param name="Kravbeskrivelse">What it is for.</param>
internal sealed record PlassertKrav(MultiSpraakTekst? Kravbeskrivelse);
