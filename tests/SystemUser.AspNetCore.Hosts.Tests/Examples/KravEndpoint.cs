using FastEndpoints;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using SystemUser.AspNetCore.Authorization;

namespace SystemUser.AspNetCore.Hosts.Tests.Examples;

public sealed class KravEndpoint : EndpointWithoutRequest<string>
{
    public override void Configure()
    {
        Get("/fast/{orgnr}/krav");
        Options(endpoint =>
            endpoint.RequireSystemUserRight("ske-krav-og-betalinger", right => right.PartyFromRoute = "orgnr")
        );
    }

    public override Task HandleAsync(CancellationToken ct) =>
        Send.OkAsync($"The claims of {HttpContext.GetAuthorizedParty()}.", ct);
}
