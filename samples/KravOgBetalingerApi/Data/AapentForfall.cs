namespace KravOgBetalingerApi.Data;

/// <summary>A due date with a remaining amount.</summary>
/// <param name="Kravgruppe">The claim's main group.</param>
/// <param name="Forfallsdato">The last day for payment.</param>
/// <param name="GjenstaaendeBeloep">What remains, in kroner.</param>
/// <param name="Renteberegnes">Whether the ledger computes late-payment interest.</param>
public readonly record struct AapentForfall(
    string Kravgruppe,
    DateOnly Forfallsdato,
    decimal GjenstaaendeBeloep,
    bool Renteberegnes
);
