using FastEndpoints;
using SystemUser.AspNetCore.Authorization;

namespace HostedApp.Endpoints;

/// <summary>Says it twice: the attribute for readers, the options for FastEndpoints.</summary>
[RequireSystemUserRight("ske-krav-og-betalinger")]
public sealed class RightInOptions : EndpointWithoutRequest<string>
{
    public override void Configure()
    {
        Get("/fast/options");
        Options(endpoint => endpoint.RequireSystemUserRight("ske-krav-og-betalinger"));
    }

    public override Task HandleAsync(CancellationToken ct) => Send.OkAsync("in", ct);
}
