using KravOgBetalingerApi.Data.Entities;
using Microsoft.EntityFrameworkCore;
using SystemUser.AspNetCore.Authorization;

namespace KravOgBetalingerApi.Data;

/// <summary>The reports, whose key lets only one of several at once be kept.</summary>
internal sealed class Innrapporteringsregister(KravOgBetalingerContext context) : IInnrapporteringsregister
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
        catch (DbUpdateException)
        {
            var earlier = await context
                .Set<Innrapporteringspost>()
                .AsNoTracking()
                .Include(post => post.Andeler)
                .SingleOrDefaultAsync(post => post.Korrelasjonsid == innrapportering.Korrelasjonsid, cancellationToken);
            if (earlier is null)
            {
                throw;
            }

            return earlier;
        }
    }
}
