using Carter;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using SystemUser.AspNetCore.Authorization;

namespace SystemUser.AspNetCore.Hosts.Tests.Examples;

public sealed class KravModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapGet("/carter/{orgnr}/krav", (AuthorizedParty party) => $"The claims of {party}.")
            .RequireSystemUserRight("ske-krav-og-betalinger", right => right.PartyFromRoute = "orgnr");
}
