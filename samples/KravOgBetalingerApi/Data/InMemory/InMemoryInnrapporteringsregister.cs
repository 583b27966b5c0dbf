using System.Collections.Concurrent;
using KravOgBetalingerApi.Data.Entities;
using SystemUser.AspNetCore.Authorization;

namespace KravOgBetalingerApi.Data.InMemory;

/// <summary>The reports as they are kept without a database: lost when the process ends.</summary>
internal sealed class InMemoryInnrapporteringsregister : IInnrapporteringsregister
{
    private readonly ConcurrentDictionary<(string Party, Guid Korrelasjonsid), Innrapporteringspost> _reports = new();

    public Task<Innrapporteringspost> ReceiveAsync(
        AuthorizedParty party,
        Innrapporteringspost innrapportering,
        CancellationToken cancellationToken
    ) => Task.FromResult(_reports.GetOrAdd((party.Number.ToString(), innrapportering.Korrelasjonsid), innrapportering));
}
