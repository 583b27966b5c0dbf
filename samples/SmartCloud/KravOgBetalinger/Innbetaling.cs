namespace SmartCloud.KravOgBetalinger;

/// <summary>A payment.</summary>
internal sealed record Innbetaling
{
    /// <summary>Gets its id.</summary>
    public string? Innbetalingsidentifikator { get; init; }

    /// <summary>Gets when it took effect.</summary>
    public DateOnly? Innbetalingsdato { get; init; }

    /// <summary>Gets the amount, in kroner; negative in one ledger and positive in the other.</summary>
    public decimal? InnbetaltBeloep { get; init; }

    /// <summary>Gets the part not yet used on a claim, in kroner; signed like the amount.</summary>
    public decimal? UplassertBeloep { get; init; }

    /// <summary>Gets what kind of payment it is.</summary>
    public string? Innbetalingstype { get; init; }

    /// <summary>Gets the claims that it was used on.</summary>
    public IReadOnlyList<PlassertKrav>? PlassertKrav { get; init; }
}

/// <summary>A claim that a payment was used on.</summary>
/// <param name="Kravbeskrivelse">What it is for.</param>
internal sealed record PlassertKrav(MultiSpraakTekst? Kravbeskrivelse);

/// <summary>The payments of an organization in a period.</summary>
/// <param name="Innbetaling">The payments.</param>
/// <param name="Skjermet">Whether the data are withheld to protect the party.</param>
internal sealed record Innbetalinger(IReadOnlyList<Innbetaling>? Innbetaling, bool Skjermet)
{
    /// <summary>Gets no payments.</summary>
    public static Innbetalinger None { get; } = new(null, Skjermet: false);
}
