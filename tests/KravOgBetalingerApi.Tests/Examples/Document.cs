using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SystemUser.AspNetCore.Authorization;

namespace KravOgBetalingerApi.Tests.Examples;

/// <summary>A stored document, and the organization that it belongs to.</summary>
public sealed class Document
{
    public Guid Id { get; set; }

    public required string Orgnr { get; set; }

    public required string Text { get; set; }
}

public sealed class DocumentContext(DbContextOptions<DocumentContext> options) : DbContext(options)
{
    public DbSet<Document> Documents => Set<Document>();
}

public sealed class DocumentOwner(DocumentContext database) : ISystemUserPartyResolver
{
    public async ValueTask<string?> ResolveAsync(HttpContext httpContext, CancellationToken cancellationToken) =>
        Guid.TryParse(httpContext.GetRouteValue("id") as string, out var id)
            ? await database
                .Documents.Where(document => document.Id == id)
                .Select(document => document.Orgnr)
                .SingleOrDefaultAsync(cancellationToken)
            : null;
}
