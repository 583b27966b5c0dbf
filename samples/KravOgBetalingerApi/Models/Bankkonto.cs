namespace KravOgBetalingerApi.Models;

/// <summary>A bank account; other parties' account numbers are masked.</summary>
public sealed record Bankkonto
{
    /// <summary>The bank.</summary>
    public string? Bankinformasjon { get; init; }

    /// <summary>The holder.</summary>
    public string? KontoeiersNavn { get; init; }

    /// <summary>The account number.</summary>
    public string? Kontonummer { get; init; }

    /// <summary>The international account number.</summary>
    public string? Iban { get; init; }

    /// <summary>The bank's SWIFT code.</summary>
    public string? SwiftBIC { get; init; }
}
