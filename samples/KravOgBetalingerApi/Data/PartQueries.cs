using System.Linq.Expressions;
using KravOgBetalingerApi.Data.Entities;
using Microsoft.EntityFrameworkCore;

namespace KravOgBetalingerApi.Data;

/// <summary>What is read along with a party: some of its rows, and everything that they were moved to and from.</summary>
internal static class PartQueries
{
    /// <summary>Reads claims with their due dates, and what those received or were used for.</summary>
    public static IQueryable<Part> WithKrav(
        this IQueryable<Part> parter,
        Expression<Func<Part, IEnumerable<Kravpost>>> krav
    ) =>
        parter
            .Include(krav)
                .ThenInclude(post => post.Forfall)
                    .ThenInclude(forfall => forfall.Mottatt)
                        .ThenInclude(plassering => plassering.FraInnbetaling)
            .Include(krav)
                .ThenInclude(post => post.Forfall)
                    .ThenInclude(forfall => forfall.Mottatt)
                        .ThenInclude(plassering => plassering.FraForfall!.Krav)
            .Include(krav)
                .ThenInclude(post => post.Forfall)
                    .ThenInclude(forfall => forfall.Brukt)
                        .ThenInclude(plassering => plassering.TilForfall!.Krav)
            .Include(krav)
                .ThenInclude(post => post.Forfall)
                    .ThenInclude(forfall => forfall.Brukt)
                        .ThenInclude(plassering => plassering.TilUtbetaling)
            .Include(krav)
                .ThenInclude(post => post.Forfall)
                    .ThenInclude(forfall => forfall.Brukt)
                        .ThenInclude(plassering => plassering.TilMotregning);

    /// <summary>Reads payments with what they were used for.</summary>
    public static IQueryable<Part> WithInnbetalinger(
        this IQueryable<Part> parter,
        Expression<Func<Part, IEnumerable<Innbetalingspost>>> innbetalinger
    ) =>
        parter
            .Include(innbetalinger)
                .ThenInclude(innbetaling => innbetaling.Brukt)
                    .ThenInclude(plassering => plassering.TilForfall!.Krav)
            .Include(innbetalinger)
                .ThenInclude(innbetaling => innbetaling.Brukt)
                    .ThenInclude(plassering => plassering.TilUtbetaling)
            .Include(innbetalinger)
                .ThenInclude(innbetaling => innbetaling.Brukt)
                    .ThenInclude(plassering => plassering.TilMotregning);

    /// <summary>Reads payouts with what they consist of.</summary>
    public static IQueryable<Part> WithUtbetalinger(
        this IQueryable<Part> parter,
        Expression<Func<Part, IEnumerable<Utbetalingspost>>> utbetalinger
    ) =>
        parter
            .Include(utbetalinger)
                .ThenInclude(utbetaling => utbetaling.Mottatt)
                    .ThenInclude(plassering => plassering.FraForfall!.Krav)
            .Include(utbetalinger)
                .ThenInclude(utbetaling => utbetaling.Mottatt)
                    .ThenInclude(plassering => plassering.FraInnbetaling);
}
