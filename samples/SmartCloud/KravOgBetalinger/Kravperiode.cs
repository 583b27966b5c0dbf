namespace SmartCloud.KravOgBetalinger;

/// <summary>The term that a claim is for.</summary>
/// <param name="PeriodeBeskrivelse">Its name, such as <c>mars - april</c>.</param>
/// <param name="Aar">Its year.</param>
internal sealed record Kravperiode(MultiSpraakTekst? PeriodeBeskrivelse, string? Aar);
