using System.Text.Json.Serialization;

namespace SmartCloud.KravOgBetalinger;

/// <summary>A claim.</summary>
internal sealed record Krav
{
    /// <summary>Gets its id.</summary>
    public string? Kravidentifikator { get; init; }

    /// <summary>Gets the ledger's own label.</summary>
    public string? Kravtype { get; init; }

    /// <summary>Gets its main group.</summary>
    public string? Kravgruppe { get; init; }

    /// <summary>Gets the amount left, in kroner.</summary>
    public decimal? GjenstaaendeBeloep { get; init; }

    /// <summary>Gets what it is for.</summary>
    public MultiSpraakTekst? Kravbeskrivelse { get; init; }

    /// <summary>Gets the term that it is for.</summary>
    public Kravperiode? Kravperiode { get; init; }

    /// <summary>Gets its due dates.</summary>
    public IReadOnlyList<Kravforfall>? Kravforfall { get; init; }

    /// <summary>Gets the due dates with an amount left, the first first; one without a date if the API gives none.</summary>
    [JsonIgnore]
    public IReadOnlyList<Kravforfall> OpenDueDates =>
        Kravforfall
            ?.Where(static due => due.GjenstaaendeBeloep is not 0)
            .OrderBy(static due => due.Forfallsdato)
            .ToArray()
            is { Length: > 0 } open
            ? open
            : [new Kravforfall { GjenstaaendeBeloep = GjenstaaendeBeloep }];
}

/// <summary>A due date of a claim.</summary>
internal sealed record Kravforfall
{
    /// <summary>Gets the last day for payment.</summary>
    public DateOnly? Forfallsdato { get; init; }

    /// <summary>Gets the amount left, in kroner.</summary>
    public decimal? GjenstaaendeBeloep { get; init; }

    /// <summary>Gets how to pay.</summary>
    public Betalingsinformasjon? Betalingsinformasjon { get; init; }
}

/// <summary>How an amount is paid.</summary>
/// <param name="Kidnummer">The customer identification number (KID).</param>
/// <param name="Konto">The account.</param>
internal sealed record Betalingsinformasjon(string? Kidnummer, Bankkonto? Konto);

/// <summary>A bank account.</summary>
/// <param name="Kontonummer">Its number; masked if it is not the authority's own.</param>
internal sealed record Bankkonto(string? Kontonummer);

/// <summary>The term that a claim is for.</summary>
/// <param name="PeriodeBeskrivelse">Its name, such as <c>mars - april</c>.</param>
/// <param name="Aar">Its year.</param>
internal sealed record Kravperiode(MultiSpraakTekst? PeriodeBeskrivelse, string? Aar);

/// <summary>A text in one or more languages; the API knows <c>nb</c>.</summary>
/// <param name="SpraakTekst">The text in each.</param>
internal sealed record MultiSpraakTekst(IReadOnlyList<SpraakTekst>? SpraakTekst)
{
    /// <summary>Gives the text in bokmål, or else the first.</summary>
    public override string ToString() =>
        (
            SpraakTekst?.FirstOrDefault(static text => text.Spraak is "nb")
            ?? (SpraakTekst is { Count: > 0 } texts ? texts[0] : null)
        )?.Tekst
        ?? "";
}

/// <summary>A text in one language.</summary>
/// <param name="Tekst">The text.</param>
/// <param name="Spraak">The language.</param>
internal sealed record SpraakTekst(string? Tekst, string? Spraak);
