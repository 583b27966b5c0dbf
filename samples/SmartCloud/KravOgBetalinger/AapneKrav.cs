namespace SmartCloud.KravOgBetalinger;

/// <summary>What an organization owes, as of now. Only what SmartCloud shows; the API may leave out any member.</summary>
internal sealed record AapneKrav
{
    /// <summary>Gets the claims with an amount left.</summary>
    public IReadOnlyList<Krav>? AapentKravMedGjenstaaendeBeloep { get; init; }

    /// <summary>Gets the payments not yet used on a claim.</summary>
    public IReadOnlyList<Innbetaling>? InnbetalingMedUplassertBeloep { get; init; }

    /// <summary>Gets the totals.</summary>
    public TotalOversikt? TotalOversikt { get; init; }

    /// <summary>Gets whether the data are withheld to protect the party.</summary>
    public bool Skjermet { get; init; }
}

/// <summary>The totals of an organization, in kroner.</summary>
/// <param name="SumStipulerteRenter">Interest so far.</param>
/// <param name="SumForfalteKrav">Past due.</param>
/// <param name="SumIkkeForfalteKrav">Open and not yet due.</param>
/// <param name="SumUplasserteInnbetalinger">Paid and not yet used; the organization's money, so zero or less.</param>
/// <param name="Saldo">The sum of them all.</param>
internal sealed record TotalOversikt(
    decimal SumStipulerteRenter,
    decimal SumForfalteKrav,
    decimal SumIkkeForfalteKrav,
    decimal SumUplasserteInnbetalinger,
    decimal Saldo
);
