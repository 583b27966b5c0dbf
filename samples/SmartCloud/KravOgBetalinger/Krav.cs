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
