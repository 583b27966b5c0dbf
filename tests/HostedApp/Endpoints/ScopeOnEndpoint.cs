using FastEndpoints;
using SystemUser.AspNetCore.Authorization;

namespace HostedApp.Endpoints;

[HttpGet("/fast/scope")]
[RequireMaskinportenScope("skatteetaten:annet")]
public sealed class ScopeOnEndpoint : EndpointWithoutRequest<string>
{
    public override Task HandleAsync(CancellationToken ct) => Send.OkAsync("in", ct);
}
