using FastEndpoints;
using Microsoft.AspNetCore.Authorization;

namespace HostedApp.Endpoints;

public sealed class RightInPolicy : EndpointWithoutRequest<string>
{
    public override void Configure()
    {
        Get("/fast/policy");
        Policy(policy => policy.RequireSystemUserRight("ske-krav-og-betalinger"));
    }

    public override Task HandleAsync(CancellationToken ct) => Send.OkAsync("in", ct);
}
