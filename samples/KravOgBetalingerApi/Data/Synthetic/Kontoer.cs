using KravOgBetalingerApi.Data.Entities;

namespace KravOgBetalingerApi.Data.Synthetic;

/// <summary>Accounts of the synthetic register: the textbook number, and masked numbers for everybody else.</summary>
internal static class Kontoer
{
    public const string Skatteetaten = "12345678903";
    private const string Kroner = "NOK";

    /// <summary>How to pay to the ledger of VAT and fees.</summary>
    public static Betalingsvei TilSkatteetaten(string kid) =>
        new()
        {
            Kidnummer = kid,
            Kontoeier = "Skatteetaten",
            Kontonummer = Skatteetaten,
        };

    /// <summary>How to pay to the ledger of VAT and fees, with the account's international form.</summary>
    public static Betalingsvei TilSkatteetatenFraUtlandet(string kid) =>
        new()
        {
            Kidnummer = kid,
            Kontoeier = "Skatteetaten",
            Kontonummer = Skatteetaten,
            Iban = "NO7112345678903",
            Swift = "DNBANOKK",
        };

    /// <summary>How to pay to the ledger of taxes and employer's contributions.</summary>
    public static Betalingsvei TilSkatteinnkreving(string kid) =>
        new()
        {
            Kidnummer = kid,
            Kontoeier = "SKATTEETATEN - SKATTEINNKREVING",
            Kontonummer = Skatteetaten,
        };

    /// <summary>How to pay to the ledger of taxes and employer's contributions, with the account's international form.</summary>
    public static Betalingsvei TilSkatteinnkrevingFraUtlandet(string kid) =>
        new()
        {
            Kidnummer = kid,
            Kontoeier = "SKATTEETATEN - SKATTEINNKREVING",
            Kontonummer = Skatteetaten,
            Iban = "NO7112345678903",
            Swift = "DNBANOKKXXX",
        };

    /// <summary>Where a payment came from.</summary>
    public static Betalingsvei Fra(string? kid, string? navn, string konto = "******00022", string? valuta = Kroner) =>
        new()
        {
            Kidnummer = kid,
            Kontoeier = navn,
            Kontonummer = konto,
            Valutakode = valuta,
        };

    /// <summary>Where a payout went to.</summary>
    public static Betalingsvei Til(string navn, string melding, string konto = "999xxxxxx") =>
        new()
        {
            Melding = melding,
            Kontoeier = navn,
            Kontonummer = konto,
            Valutakode = Kroner,
        };
}
