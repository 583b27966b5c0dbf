using KravOgBetalingerApi.Data;
using KravOgBetalingerApi.Data.Entities;
using KravOgBetalingerApi.Models;

namespace KravOgBetalingerApi.Mapping;

/// <summary>Turns what was read of a party into the four published answers. Of a protected party only the question comes back.</summary>
internal static class PartMapping
{
    public static AapneKrav ToAapneKrav(this Part part, DateOnly today)
    {
        if (part.Skjermet)
        {
            return new() { PartIdentifikator = part.Partsidentifikator, Skjermet = true };
        }

        var krav = InOrder(part.Krav);
        var saldo = AapenSaldo.Of(part.Skjermet, krav, part.Innbetalinger);
        return new()
        {
            PartIdentifikator = part.Partsidentifikator,
            Skjermet = false,
            AapentKravMedGjenstaaendeBeloep = [.. krav.Select(post => post.ToModel(today))],
            InnbetalingMedUplassertBeloep = [.. InOrder(part.Innbetalinger).Select(post => post.ToModel())],
            TotalOversikt = saldo.Total(today),
            OversiktPerKravgruppe = [.. saldo.PerKravgruppe(today)],
        };
    }

    public static AlleKrav ToAlleKrav(this Part part, Periode periode, DateOnly today) =>
        new()
        {
            PartIdentifikator = part.Partsidentifikator,
            Periode = periode,
            Skjermet = part.Skjermet,
            Krav = part.Skjermet ? null : [.. InOrder(part.Krav).Select(post => post.ToModel(today))],
        };

    public static Innbetalinger ToInnbetalinger(this Part part, Periode periode) =>
        new()
        {
            PartIdentifikator = part.Partsidentifikator,
            Periode = periode,
            Skjermet = part.Skjermet,
            Innbetaling = part.Skjermet ? null : [.. InOrder(part.Innbetalinger).Select(post => post.ToModel())],
        };

    public static Utbetalinger ToUtbetalinger(this Part part, Periode periode) =>
        new()
        {
            PartIdentifikator = part.Partsidentifikator,
            Periode = periode,
            Skjermet = part.Skjermet,
            Utbetaling = part.Skjermet
                ? null
                :
                [
                    .. part
                        .Utbetalinger.OrderByDescending(post => post.Utbetaltdato)
                        .ThenBy(post => post.Utbetalingsidentifikator, StringComparer.Ordinal)
                        .Select(post => post.ToModel()),
                ],
        };

    private static List<Kravpost> InOrder(IEnumerable<Kravpost> krav) =>
        [.. krav.OrderBy(post => post.Opprettelsesdato).ThenBy(post => post.Kravidentifikator, StringComparer.Ordinal)];

    private static IEnumerable<Innbetalingspost> InOrder(IEnumerable<Innbetalingspost> innbetalinger) =>
        innbetalinger
            .OrderByDescending(post => post.Innbetalingsdato)
            .ThenBy(post => post.Innbetalingsidentifikator, StringComparer.Ordinal);
}
