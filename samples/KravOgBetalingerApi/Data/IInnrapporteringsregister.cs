using KravOgBetalingerApi.Data.Entities;
using SystemUser.AspNetCore.Authorization;

namespace KravOgBetalingerApi.Data;

/// <summary>The reports received from housing companies.</summary>
public interface IInnrapporteringsregister
{
    /// <summary>Keeps a report, unless one of the same party and correlation id was kept before.</summary>
    /// <returns>The report that is kept: this one, or the earlier one.</returns>
    Task<Innrapporteringspost> ReceiveAsync(
        AuthorizedParty party,
        Innrapporteringspost innrapportering,
        CancellationToken cancellationToken
    );
}
