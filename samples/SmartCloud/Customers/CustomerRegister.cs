using SmartCloud.State;

namespace SmartCloud.Customers;

/// <summary>The customers.</summary>
/// <param name="state">What is remembered.</param>
internal sealed class CustomerRegister(StateStore state)
{
    /// <summary>Gets all of them, in the order in which they came.</summary>
    public IReadOnlyList<Customer> All => state.Current.Customers;

    /// <summary>Finds one.</summary>
    /// <param name="organizationNumber">Its organization number.</param>
    public Customer? Find(OrganizationNumber organizationNumber) => state.Current.Find(organizationNumber);

    /// <summary>Takes in a customer, unless it is there already.</summary>
    /// <param name="customer">The customer.</param>
    /// <returns>Whether it was new.</returns>
    public bool TryAdd(Customer customer)
    {
        var added = false;
        state.Update(current =>
        {
            added = current.Find(customer.OrganizationNumber) is null;
            return added ? current.With(customer) : current;
        });
        return added;
    }

    /// <summary>Notes that Altinn has nothing of the customers of a system, because it did not know the system itself.</summary>
    /// <param name="kind">The system.</param>
    public void Forget(SystemKind kind) =>
        state.Update(current =>
            current
                .Customers.Where(customer => customer.Kind == kind)
                .Aggregate(current, static (all, customer) => all.With(Forgotten(customer)))
        );

    private static Customer Forgotten(Customer customer) =>
        customer is { Status: ConnectionStatus.Waiting or ConnectionStatus.Connected, Connection: { } connection }
            ? customer with
            {
                Connection = connection with { Status = ConnectionStatus.Forgotten },
            }
            : customer;

    /// <summary>Remembers where a customer stands.</summary>
    /// <param name="customer">The customer, as it was.</param>
    /// <param name="connection">Where it stands now.</param>
    /// <returns>The customer, as it is now.</returns>
    public Customer Remember(Customer customer, Connection connection)
    {
        var changed = customer with { Connection = connection };
        state.Update(current => current.With(changed));
        return changed;
    }
}
