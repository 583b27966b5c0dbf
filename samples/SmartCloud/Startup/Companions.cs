using Microsoft.Extensions.Options;
using SmartCloud.Configuration;
using SmartCloud.Customers;
using SmartCloud.Diagnostics;
using SmartCloud.Registration;

namespace SmartCloud.Startup;

/// <summary>
/// In the sandbox, starts what does not answer yet, registers SmartCloud's clients at the local Maskinporten, and says where
/// to click.
/// </summary>
/// <param name="options">Where the others are.</param>
/// <param name="processes">Starts them.</param>
/// <param name="scopes">Makes what registers the clients.</param>
/// <param name="logger">The log.</param>
internal sealed class Companions(
    IOptions<SmartCloudOptions> options,
    CompanionProcesses processes,
    IServiceScopeFactory scopes,
    ILogger<Companions> logger
) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var settings = options.Value;
        if (settings.Environment is not SmartCloudEnvironment.Sandbox)
        {
            return;
        }

        if (settings.Companions.Start)
        {
            // The API brings the sandbox with it in Development; the sandbox is started alone only if it did not.
            foreach (var companion in Companion.Of(settings))
            {
                await processes.EnsureAsync(companion, stoppingToken);
            }
        }

        await using var scope = scopes.CreateAsyncScope();
        var clients = scope.ServiceProvider.GetRequiredService<SandboxClients>();
        foreach (var kind in Enum.GetValues<SystemKind>())
        {
            if (await clients.RegisterAsync(kind, stoppingToken) is null)
            {
                logger.ClientRegistered(kind);
            }
            else
            {
                logger.ClientNotRegistered(kind);
            }
        }

        WhereToClick.Print(settings, Console.Out);
    }
}
