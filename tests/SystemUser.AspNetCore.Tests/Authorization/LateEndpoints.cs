using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Primitives;

namespace SystemUser.AspNetCore.Tests.Authorization;

/// <summary>Endpoints that come while the app runs.</summary>
internal sealed class LateEndpoints : EndpointDataSource, IDisposable
{
    private readonly List<Endpoint> _endpoints = [];
    private CancellationTokenSource _change = new();

    public override IReadOnlyList<Endpoint> Endpoints => _endpoints;

    public void Add(string pattern, params object[] metadata)
    {
        var endpoint = new RouteEndpointBuilder(
            context => context.Response.WriteAsync("in"),
            RoutePatternFactory.Parse(pattern),
            0
        );
        foreach (var item in metadata)
        {
            endpoint.Metadata.Add(item);
        }

        _endpoints.Add(endpoint.Build());
        using var changed = _change;
        _change = new CancellationTokenSource();
        changed.Cancel();
    }

    public void Dispose() => _change.Dispose();

    public override IChangeToken GetChangeToken() => new CancellationChangeToken(_change.Token);
}
