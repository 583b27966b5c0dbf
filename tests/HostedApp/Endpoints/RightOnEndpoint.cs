using FastEndpoints;
using SystemUser.AspNetCore.Authorization;

namespace HostedApp.Endpoints;

/// <summary>FastEndpoints reads the scheme of the attribute, and overlooks the right.</summary>
[HttpGet("/fast/right/{orgnr}")]
[RequireSystemUserRight("ske-krav-og-betalinger", PartyFromRoute = "orgnr")]
public sealed class RightOnEndpoint : EndpointWithoutRequest<string>
{
    public override Task HandleAsync(CancellationToken ct) => Send.OkAsync("in", ct);
}
