using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using SmartCloud.Configuration;

namespace SmartCloud.Startup;

/// <summary>Stops SmartCloud if it can be reached from elsewhere: it has no login of its own.</summary>
/// <param name="server">Knows where it listens.</param>
/// <param name="options">Whether it may.</param>
internal sealed class LoopbackGuard(IServer server, IOptions<SmartCloudOptions> options) : IHostedLifecycleService
{
    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.UnsafeListenBeyondLoopback && Addresses().Any(static address => !IsLoopback(address)))
        {
            throw new InvalidOperationException(
                "SmartCloud listens beyond this machine, and it has no login: whoever reaches it acts for every customer. "
                    + $"Listen on localhost; or put a login before it and set {SmartCloudOptions.Section}:"
                    + $"{nameof(SmartCloudOptions.UnsafeListenBeyondLoopback)} to true."
            );
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private ICollection<string> Addresses() => server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];

    private static bool IsLoopback(string address)
    {
        var host = BindingAddress.Parse(address).Host.Trim('[', ']');
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip));
    }
}
