using Carter;
using SystemUser.AspNetCore.Authorization;

namespace HostedApp.Endpoints;

/// <summary>Maps what stands elsewhere, so that not even the handler knows of the attribute.</summary>
[RequireSystemUserRight("ske-krav-og-betalinger")]
public sealed class KravModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app.MapGet("/carter/krav", Handlers.Open);
}
