using KravOgBetalingerApi.Data.Entities;
using KravOgBetalingerApi.Models;
using SystemUser.AspNetCore.Authorization;

namespace KravOgBetalingerApi.Data;

/// <summary>
/// The register of claims, payments and payouts. Every way in takes the party that Altinn permitted, so that nobody can read without one.
/// </summary>
public interface IKravregister
{
    /// <summary>Finds a party with its open claims and its payments that are not yet placed.</summary>
    /// <returns>The party, or <see langword="null"/> if the register does not know it.</returns>
    Task<Part?> FindAapneKravAsync(AuthorizedParty party, CancellationToken cancellationToken);

    /// <summary>Finds a party with the claims created in a period.</summary>
    /// <inheritdoc cref="FindAapneKravAsync" path="/returns"/>
    Task<Part?> FindKravAsync(AuthorizedParty party, Periode periode, CancellationToken cancellationToken);

    /// <summary>Finds a party with the payments received in a period.</summary>
    /// <inheritdoc cref="FindAapneKravAsync" path="/returns"/>
    Task<Part?> FindInnbetalingerAsync(AuthorizedParty party, Periode periode, CancellationToken cancellationToken);

    /// <summary>Finds a party with the payouts of a period.</summary>
    /// <inheritdoc cref="FindAapneKravAsync" path="/returns"/>
    Task<Part?> FindUtbetalingerAsync(AuthorizedParty party, Periode periode, CancellationToken cancellationToken);

    /// <summary>Finds what is open for many parties, in one query.</summary>
    /// <returns>Those of the parties that the register knows, by their number.</returns>
    Task<IReadOnlyDictionary<string, AapenSaldo>> FindSaldoerAsync(
        IReadOnlyCollection<AuthorizedParty> parties,
        CancellationToken cancellationToken
    );
}
