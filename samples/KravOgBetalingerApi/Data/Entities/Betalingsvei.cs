namespace KravOgBetalingerApi.Data.Entities;

/// <summary>How something is paid, or was paid: part of a due date, a payment or a payout.</summary>
public sealed class Betalingsvei
{
    /// <summary>The customer identification number (KID).</summary>
    public string? Kidnummer { get; init; }

    /// <summary>The message to the recipient.</summary>
    public string? Melding { get; init; }

    /// <summary>The account's holder.</summary>
    public string? Kontoeier { get; init; }

    /// <summary>The account; masked unless it is Skatteetaten's own.</summary>
    public string? Kontonummer { get; init; }

    /// <summary>The international account number.</summary>
    public string? Iban { get; init; }

    /// <summary>The bank's SWIFT code.</summary>
    public string? Swift { get; init; }

    /// <summary>The currency (ISO 4217), where the ledger states it.</summary>
    public string? Valutakode { get; init; }
}
