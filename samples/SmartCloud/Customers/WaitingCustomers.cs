using SmartCloud.Diagnostics;

namespace SmartCloud.Customers;

/// <summary>
/// Asks Altinn after the customers that have not answered. The browser that Altinn sends back belongs to whoever
/// approved, and need not come at all.
/// </summary>
/// <param name="customers">The customers.</param>
/// <param name="scopes">Makes the clients for a round.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed class WaitingCustomers(
    CustomerRegister customers,
    IServiceScopeFactory scopes,
    TimeProvider time,
    ILogger<WaitingCustomers> logger
) : BackgroundService
{
    /// <summary>How long it waits between two rounds.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await using var scope = scopes.CreateAsyncScope();
            var checks = scope.ServiceProvider.GetRequiredService<ConnectionChecks>();
            foreach (var customer in customers.All.Where(static one => one.OwesAnswer))
            {
                await RefreshAsync(checks, customer, stoppingToken);
            }
        }
    }

    private async Task RefreshAsync(ConnectionChecks checks, Customer customer, CancellationToken cancellationToken)
    {
        try
        {
            // A failure is shown to whoever asks for it on the customer's page; here the next round tries again.
            await checks.RefreshAsync(customer.OrganizationNumber, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            logger.StateNotWritten();
        }
    }
}
