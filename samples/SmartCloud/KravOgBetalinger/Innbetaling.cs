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
