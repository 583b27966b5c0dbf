using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Configuration;

namespace SystemUser.AspNetCore.Benchmarks.Hosts;

/// <summary>YARP before the hosts: each request to the next of those that say they are ready, which it asks five times a second.</summary>
internal sealed class Balancer : IAsyncDisposable
{
    private static readonly RouteConfig s_route = new()
    {
        RouteId = "all",
        ClusterId = "hosts",
        Match = new RouteMatch { Path = "{**path}" },
    };

    private readonly InMemoryConfigProvider _configuration = new([s_route], []);
    private readonly WebApplication _app;

    public Balancer()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddReverseProxy();
        builder.Services.AddSingleton<IProxyConfigProvider>(_configuration);
        _app = builder.Build();
        _app.MapReverseProxy();
    }

    public Uri Address => new(_app.Urls.Single());

    public Task StartAsync() => _app.StartAsync();

    public void Balance(IEnumerable<HostProcess> hosts) => _configuration.Update([s_route], [Cluster(hosts)]);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static ClusterConfig Cluster(IEnumerable<HostProcess> hosts) =>
        new()
        {
            ClusterId = s_route.ClusterId!,
            LoadBalancingPolicy = "RoundRobin",
            Destinations = hosts.ToDictionary(
                host => host.Address.Authority,
                host => new DestinationConfig { Address = host.Address.ToString() }
            ),
            HealthCheck = new HealthCheckConfig
            {
                Active = new ActiveHealthCheckConfig
                {
                    Enabled = true,
                    Path = "/ready",
                    Interval = TimeSpan.FromMilliseconds(200),
                    Timeout = TimeSpan.FromSeconds(1),
                },
            },
            Metadata = new Dictionary<string, string> { ["ConsecutiveFailuresHealthPolicy.Threshold"] = "1" },
        };
}
