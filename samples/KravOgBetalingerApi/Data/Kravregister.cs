using KravOgBetalingerApi.Data.Entities;
using KravOgBetalingerApi.Models;
using Microsoft.EntityFrameworkCore;
using SystemUser.AspNetCore.Authorization;

namespace KravOgBetalingerApi.Data;

/// <summary>The register, whichever database it is in.</summary>
internal sealed class Kravregister(KravOgBetalingerContext context) : IKravregister
{
    public Task<Part?> FindAapneKravAsync(AuthorizedParty party, CancellationToken cancellationToken) =>
        Parter(party)
            .WithKrav(part => part.Krav.Where(krav => krav.GjenstaaendeBeloep != 0))
            .WithInnbetalinger(part => part.Innbetalinger.Where(innbetaling => innbetaling.UplassertBeloep != 0))
            .SingleOrDefaultAsync(cancellationToken);

    public Task<Part?> FindKravAsync(AuthorizedParty party, Periode periode, CancellationToken cancellationToken) =>
        Parter(party)
            .WithKrav(part =>
                part.Krav.Where(krav =>
                    krav.Opprettelsesdato >= periode.FraOgMed && krav.Opprettelsesdato <= periode.TilOgMed
                )
            )
            .SingleOrDefaultAsync(cancellationToken);

    public Task<Part?> FindInnbetalingerAsync(
        AuthorizedParty party,
        Periode periode,
        CancellationToken cancellationToken
    ) =>
        Parter(party)
            .WithInnbetalinger(part =>
                part.Innbetalinger.Where(innbetaling =>
                    innbetaling.Innbetalingsdato >= periode.FraOgMed && innbetaling.Innbetalingsdato <= periode.TilOgMed
                )
            )
            .SingleOrDefaultAsync(cancellationToken);

    public Task<Part?> FindUtbetalingerAsync(
        AuthorizedParty party,
        Periode periode,
        CancellationToken cancellationToken
    ) =>
        Parter(party)
            .WithUtbetalinger(part =>
                part.Utbetalinger.Where(utbetaling =>
                    utbetaling.Utbetaltdato >= periode.FraOgMed && utbetaling.Utbetaltdato <= periode.TilOgMed
                )
            )
            .SingleOrDefaultAsync(cancellationToken);

    public async Task<IReadOnlyDictionary<string, AapenSaldo>> FindSaldoerAsync(
        IReadOnlyCollection<AuthorizedParty> parties,
        CancellationToken cancellationToken
    )
    {
        var forfall = context
            .OpenFor(parties)
            .Set<Forfallspost>()
            .Where(post => post.GjenstaaendeBeloep != 0 && post.Krav.GjenstaaendeBeloep != 0);
        var saldoer = await context
            .Set<Part>()
            .Select(part => new
            {
                part.Partsidentifikator,
                part.Skjermet,
                Forfall = forfall
                    .Where(post => post.Partsidentifikator == part.Partsidentifikator)
                    .Select(post => new AapentForfall(
                        post.Krav.Kravgruppe,
                        post.Forfallsdato,
                        post.GjenstaaendeBeloep,
                        post.Krav.Renteberegnes
                    ))
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

    private IQueryable<Part> Parter(AuthorizedParty party) => context.OpenFor(party).Set<Part>().AsNoTracking();
}
