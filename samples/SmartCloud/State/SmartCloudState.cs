using System.Collections.Immutable;
using SmartCloud.Customers;

namespace SmartCloud.State;

/// <summary>All that SmartCloud remembers.</summary>
internal sealed record SmartCloudState
{
    /// <summary>Gets the customers, in the order in which they came.</summary>
    public ImmutableArray<Customer> Customers { get; init; } = [];

    /// <summary>Finds a customer.</summary>
    /// <param name="organizationNumber">Its organization number.</param>
    public Customer? Find(OrganizationNumber organizationNumber) =>
        Customers.FirstOrDefault(customer => customer.OrganizationNumber == organizationNumber);

    /// <summary>Adds a customer, or puts it in the place of what was known of it.</summary>
    /// <param name="customer">The customer.</param>
    public SmartCloudState With(Customer customer) =>
        Find(customer.OrganizationNumber) is { } old
            ? this with
            {
                Customers = Customers.Replace(old, customer),
            }
            : this with
            {
                Customers = Customers.Add(customer),
            };
}
