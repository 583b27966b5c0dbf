using KravOgBetalingerApi.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SystemUser.AspNetCore.Authorization;

namespace KravOgBetalingerApi.Data.PostgreSql;

/// <summary>The reports in PostgreSQL, whose key lets only one of several at once be kept.</summary>
internal sealed class PostgreSqlInnrapporteringsregister(KravOgBetalingerContext context) : IInnrapporteringsregister
{
    public async Task<Innrapporteringspost> ReceiveAsync(
        AuthorizedParty party,
        Innrapporteringspost innrapportering,
        CancellationToken cancellationToken
    )
    {
        context.OpenFor(party).Add(innrapportering);
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return innrapportering;
        }
        catch (DbUpdateException exception)
            when (exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return await context
                .Set<Innrapporteringspost>()
                .AsNoTracking()
                .Include(post => post.Andeler)
                .SingleAsync(post => post.Korrelasjonsid == innrapportering.Korrelasjonsid, cancellationToken);
        }
    }
}
