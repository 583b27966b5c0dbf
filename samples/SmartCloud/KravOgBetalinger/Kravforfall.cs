namespace SmartCloud.KravOgBetalinger;

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
