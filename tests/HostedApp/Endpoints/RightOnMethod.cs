using FastEndpoints;
using SystemUser.AspNetCore.Authorization;

namespace HostedApp.Endpoints;

public sealed class RightOnMethod : EndpointWithoutRequest<string>
{
    public override void Configure() => Get("/fast/method");

    [RequireSystemUserRight("ske-krav-og-betalinger")]
    public override Task HandleAsync(CancellationToken ct) => Send.OkAsync("in", ct);
}
