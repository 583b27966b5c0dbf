using Microsoft.Extensions.Options;
using SmartCloud.Configuration;
using SmartCloud.Customers;
using SmartCloud.State;

namespace SmartCloud.Startup;

/// <summary>Gives a new state folder the customers that the configuration names.</summary>
/// <param name="state">What is remembered.</param>
/// <param name="customers">The customers.</param>
/// <param name="options">The first ones.</param>
internal sealed class FirstCustomers(StateStore state, CustomerRegister customers, IOptions<SmartCloudOptions> options)
    : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (state.IsNew)
        {
            foreach (var first in options.Value.Customers)
            {
                var number = OrganizationNumber.Parse(first.OrganizationNumber);
                customers.TryAdd(new Customer(number, first.Name!, first.Kind));
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
