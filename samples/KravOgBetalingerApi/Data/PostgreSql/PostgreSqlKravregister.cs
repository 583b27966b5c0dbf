using System.Linq.Expressions;
using KravOgBetalingerApi.Data.Entities;
using KravOgBetalingerApi.Models;
using Microsoft.EntityFrameworkCore;
using SystemUser.AspNetCore.Authorization;

namespace KravOgBetalingerApi.Data.PostgreSql;

/// <summary>The register in PostgreSQL.</summary>
internal sealed class PostgreSqlKravregister(KravOgBetalingerContext context) : IKravregister
{
    public Task<Part?> FindAapneKravAsync(AuthorizedParty party, CancellationToken cancellationToken) =>
        ReadAsync(
            party,
            parter =>
                WithInnbetalinger(
                    WithKrav(parter, part => part.Krav.Where(krav => krav.GjenstaaendeBeloep != 0)),
                    part => part.Innbetalinger.Where(innbetaling => innbetaling.UplassertBeloep != 0)
                ),
            cancellationToken
        );

    public Task<Part?> FindKravAsync(AuthorizedParty party, Periode periode, CancellationToken cancellationToken) =>
        ReadAsync(
            party,
            parter =>
                WithKrav(
                    parter,
                    part =>
                        part.Krav.Where(krav =>
                            krav.Opprettelsesdato >= periode.FraOgMed && krav.Opprettelsesdato <= periode.TilOgMed
                        )
                ),
            cancellationToken
        );

    public Task<Part?> FindInnbetalingerAsync(
        AuthorizedParty party,
        Periode periode,
        CancellationToken cancellationToken
    ) =>
        ReadAsync(
            party,
            parter =>
                WithInnbetalinger(
                    parter,
                    part =>
                        part.Innbetalinger.Where(innbetaling =>
                            innbetaling.Innbetalingsdato >= periode.FraOgMed
                            && innbetaling.Innbetalingsdato <= periode.TilOgMed
                        )
                ),
            cancellationToken
        );

    public Task<Part?> FindUtbetalingerAsync(
        AuthorizedParty party,
        Periode periode,
        CancellationToken cancellationToken
    ) =>
        ReadAsync(
            party,
            parter =>
                WithUtbetalinger(
                    parter,
                    part =>
                        part.Utbetalinger.Where(utbetaling =>
                            utbetaling.Utbetaltdato >= periode.FraOgMed && utbetaling.Utbetaltdato <= periode.TilOgMed
                        )
                ),
            cancellationToken
        );

    public async Task<IReadOnlyDictionary<string, AapenSaldo>> FindSaldoerAsync(
        IReadOnlyCollection<AuthorizedParty> parties,
        CancellationToken cancellationToken
    )
    {
        var saldoer = await context
            .OpenFor(parties)
            .Set<Part>()
            .Select(part => new
            {
                part.Partsidentifikator,
                part.Skjermet,
                Forfall = part
                    .Krav.Where(krav => krav.GjenstaaendeBeloep != 0)
                    .SelectMany(krav =>
                        krav.Forfall.Where(forfall => forfall.GjenstaaendeBeloep != 0)
                            .Select(forfall => new AapentForfall(
                                krav.Kravgruppe,
                                forfall.Forfallsdato,
                                forfall.GjenstaaendeBeloep,
                                krav.Renteberegnes
                            ))
                    )
                    .ToList(),
                Uplassert = part
                    .Innbetalinger.Where(innbetaling => innbetaling.UplassertBeloep != 0)
                    .Sum(innbetaling => innbetaling.UplassertBeloep),
            })
            .ToListAsync(cancellationToken);
        return saldoer.ToDictionary(
            part => part.Partsidentifikator,
            part => new AapenSaldo(part.Skjermet, part.Forfall, part.Uplassert),
            StringComparer.Ordinal
        );
    }

    private static IQueryable<Part> WithKrav(
        IQueryable<Part> parter,
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

    private static IQueryable<Part> WithInnbetalinger(
        IQueryable<Part> parter,
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

    private static IQueryable<Part> WithUtbetalinger(
        IQueryable<Part> parter,
        Expression<Func<Part, IEnumerable<Utbetalingspost>>> utbetalinger
    ) =>
        parter
            .Include(utbetalinger)
                .ThenInclude(utbetaling => utbetaling.Mottatt)
                    .ThenInclude(plassering => plassering.FraForfall!.Krav)
            .Include(utbetalinger)
                .ThenInclude(utbetaling => utbetaling.Mottatt)
                    .ThenInclude(plassering => plassering.FraInnbetaling);

    private Task<Part?> ReadAsync(
        AuthorizedParty party,
        Func<IQueryable<Part>, IQueryable<Part>> with,
        CancellationToken cancellationToken
    ) => with(context.OpenFor(party).Set<Part>().AsNoTracking()).SingleOrDefaultAsync(cancellationToken);
}
