using KravOgBetalingerApi.Data.Entities;

namespace KravOgBetalingerApi.Data;

/// <summary>What is open for a party: enough to sum up, and no more.</summary>
/// <param name="Skjermet">Whether the party is protected, so that nothing about it is shown.</param>
/// <param name="Forfall">The due dates with a remaining amount.</param>
/// <param name="UplasserteInnbetalinger">Payments not yet placed, in kroner: zero or negative.</param>
public sealed record AapenSaldo(bool Skjermet, IReadOnlyList<AapentForfall> Forfall, decimal UplasserteInnbetalinger)
{
    /// <summary>Takes what is open out of claims and payments.</summary>
    public static AapenSaldo Of(
        bool skjermet,
        IEnumerable<Kravpost> krav,
        IEnumerable<Innbetalingspost> innbetalinger
    ) =>
        new(
            skjermet,
            [
                .. from post in krav
                from forfall in post.Forfall
                where forfall.GjenstaaendeBeloep != 0
                select new AapentForfall(
                    post.Kravgruppe,
                    forfall.Forfallsdato,
                    forfall.GjenstaaendeBeloep,
                    post.Renteberegnes
                ),
            ],
            innbetalinger.Sum(innbetaling => innbetaling.UplassertBeloep)
        );
}
