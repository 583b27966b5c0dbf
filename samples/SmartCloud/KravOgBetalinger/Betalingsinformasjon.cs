namespace SmartCloud.KravOgBetalinger;

/// <summary>How an amount is paid.</summary>
/// <param name="Kidnummer">The customer identification number (KID).</param>
/// <param name="Konto">The account.</param>
internal sealed record Betalingsinformasjon(string? Kidnummer, Bankkonto? Konto);
