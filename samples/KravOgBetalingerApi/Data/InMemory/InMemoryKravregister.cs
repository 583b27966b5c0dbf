using KravOgBetalingerApi.Data.Entities;
using KravOgBetalingerApi.Models;
using SystemUser.AspNetCore.Authorization;

namespace KravOgBetalingerApi.Data.InMemory;

/// <summary>The register as it is without a database: the same rows, lost when the process ends.</summary>
internal sealed class InMemoryKravregister(IEnumerable<Part> parter) : IKravregister
{
    private readonly Dictionary<string, Part> _parter = parter.ToDictionary(
        part => part.Partsidentifikator,
        StringComparer.Ordinal
    );

    public Task<Part?> FindAapneKravAsync(AuthorizedParty party, CancellationToken cancellationToken) =>
        FindAsync(
            party,
            krav => krav.GjenstaaendeBeloep != 0,
            innbetaling => innbetaling.UplassertBeloep != 0,
            utbetaling => false
        );

    public Task<Part?> FindKravAsync(AuthorizedParty party, Periode periode, CancellationToken cancellationToken) =>
        FindAsync(party, krav => periode.Contains(krav.Opprettelsesdato), innbetaling => false, utbetaling => false);

    public Task<Part?> FindInnbetalingerAsync(
        AuthorizedParty party,
        Periode periode,
        CancellationToken cancellationToken
    ) => FindAsync(party, krav => false, post => periode.Contains(post.Innbetalingsdato), utbetaling => false);

    public Task<Part?> FindUtbetalingerAsync(
        AuthorizedParty party,
        Periode periode,
        CancellationToken cancellationToken
    ) => FindAsync(party, krav => false, innbetaling => false, post => periode.Contains(post.Utbetaltdato));

    public Task<IReadOnlyDictionary<string, AapenSaldo>> FindSaldoerAsync(
        IReadOnlyCollection<AuthorizedParty> parties,
        CancellationToken cancellationToken
    ) =>
        Task.FromResult<IReadOnlyDictionary<string, AapenSaldo>>(
            parties
                .Select(Find)
                .OfType<Part>()
                .ToDictionary(
                    part => part.Partsidentifikator,
                    part => AapenSaldo.Of(part.Skjermet, part.Krav, part.Innbetalinger),
                    StringComparer.Ordinal
                )
        );

    private Part? Find(AuthorizedParty party) => _parter.GetValueOrDefault(party.Number.ToString());

    private Task<Part?> FindAsync(
        AuthorizedParty party,
        Func<Kravpost, bool> krav,
        Func<Innbetalingspost, bool> innbetalinger,
        Func<Utbetalingspost, bool> utbetalinger
    )
    {
        var part = Find(party);
        return Task.FromResult(
            part is null
                ? null
                : new Part
                {
                    Partsidentifikator = part.Partsidentifikator,
                    Navn = part.Navn,
                    Skjermet = part.Skjermet,
                    Krav = [.. part.Krav.Where(krav)],
                    Innbetalinger = [.. part.Innbetalinger.Where(innbetalinger)],
                    Utbetalinger = [.. part.Utbetalinger.Where(utbetalinger)],
                }
        );
    }
}
