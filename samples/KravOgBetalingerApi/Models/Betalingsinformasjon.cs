namespace KravOgBetalingerApi.Models;

/// <summary>How an amount is paid, or was paid.</summary>
public sealed record Betalingsinformasjon
{
    /// <summary>The customer identification number (KID).</summary>
    public string? Kidnummer { get; init; }

    /// <summary>The message that went with the payment.</summary>
    public string? MeldingSendtTilMottaker { get; init; }

    /// <summary>The account.</summary>
    public Bankkonto? Konto { get; init; }

    /// <summary>Whom a check was sent to.</summary>
    public Mottaker? SjekkSendtTil { get; init; }

    /// <summary>Whom a payment card was sent to.</summary>
    public Mottaker? UtbetalingskortSendtTil { get; init; }

    /// <summary>The currency (ISO 4217).</summary>
    public string? Valutakode { get; init; }
}
