using System.Collections.Concurrent;

namespace SmartCloud.Customers;

/// <summary>Lets one at a time act on a customer, so that a double click or two browsers make one request.</summary>
internal sealed class CustomerLocks
{
    private readonly ConcurrentDictionary<OrganizationNumber, SemaphoreSlim> _locks = [];

    /// <summary>Waits for the customer to be free.</summary>
    /// <param name="organizationNumber">The customer.</param>
    /// <param name="cancellationToken">Ends when the caller hangs up.</param>
    /// <returns>Frees it when disposed of.</returns>
    public async Task<IDisposable> TakeAsync(OrganizationNumber organizationNumber, CancellationToken cancellationToken)
    {
        var gate = _locks.GetOrAdd(organizationNumber, static _ => new SemaphoreSlim(1, 1));
        await gate.WaitAsync(cancellationToken);
        return new Taken(gate);
    }

    private sealed class Taken(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
