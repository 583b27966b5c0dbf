using FastEndpoints;
using Microsoft.Extensions.DependencyInjection;

namespace SystemUser.AspNetCore.Hosts.Tests;

/// <summary>Hosts of FastEndpoints, which keeps its services in static fields, run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class FastEndpointsHost
{
    public const string Name = "FastEndpoints";

    /// <summary>Adds some endpoints, and no others.</summary>
    public static void Add(IServiceCollection services, params Type[] endpoints) =>
        services.AddFastEndpoints(options =>
        {
            options.DisableAutoDiscovery = true;
            options.Assemblies = endpoints.Select(endpoint => endpoint.Assembly).Distinct();
            options.Filter = endpoints.Contains;
        });
}
