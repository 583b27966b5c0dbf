using FastEndpoints;

namespace HostedApp.Endpoints;

public sealed class SchemeAlone : EndpointWithoutRequest<string>
{
    public override void Configure()
    {
        Get("/fast/scheme");
        AuthSchemes("Maskinporten");
    }

    public override Task HandleAsync(CancellationToken ct) => Send.OkAsync("in", ct);
}
