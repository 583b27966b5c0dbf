namespace SmartCloud.KravOgBetalinger;

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
