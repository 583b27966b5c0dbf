using Microsoft.Extensions.Options;
using SmartCloud.Altinn;
using SmartCloud.Configuration;
using SmartCloud.Failures;

namespace SmartCloud.Customers;

/// <summary>Asks customers for a system user, and takes it back.</summary>
/// <param name="customers">The customers.</param>
/// <param name="locks">One at a time.</param>
/// <param name="requests">Altinn's requests.</param>
/// <param name="checks">Asks Altinn where a customer stands.</param>
/// <param name="options">The systems.</param>
/// <param name="time">The clock.</param>
internal sealed class CustomerConnections(
    CustomerRegister customers,
    CustomerLocks locks,
    SystemUserRequests requests,
    ConnectionChecks checks,
    IOptions<SmartCloudOptions> options,
    TimeProvider time
)
{
    /// <summary>Asks a customer for a system user, unless it has one or has been asked already.</summary>
    /// <param name="organizationNumber">The customer.</param>
    /// <param name="cancellationToken">Ends when the caller hangs up.</param>
    /// <returns>The customer as it stands now; or why it could not be asked.</returns>
    public async Task<Answer<Customer>> ConnectAsync(
        OrganizationNumber organizationNumber,
        CancellationToken cancellationToken
    )
    {
        using var taken = await locks.TakeAsync(organizationNumber, cancellationToken);
        if (customers.Find(organizationNumber) is not { } customer)
        {
            return new Failure(FailureKind.NotFound, Service.SmartCloud);
        }

        if (customer.Status is ConnectionStatus.Connected or ConnectionStatus.Waiting)
        {
            return customer;
        }

        // Remembered before Altinn hears of it: after a crash between the two, the same name finds the same request.
        var connection = customer.Connection is { IsUnsent: true } unsent
            ? unsent
            : new Connection(Guid.NewGuid().ToString(), ConnectionStatus.Waiting);
        customer = customers.Remember(customer, connection);
        var answer = await requests.CreateAsync(customer.Kind, RequestOf(customer, connection), cancellationToken);
        if (!answer.TryGet(out var request, out var failure))
        {
            return failure.Kind is FailureKind.SystemUserExists
                ? await checks.AdoptAsync(customer, connection, failure, cancellationToken)
                : failure;
        }

        return request.Id != Guid.Empty && request.ConfirmUrl is { } confirmUrl && SafeUri.IsSafe(confirmUrl)
            ? customers.Remember(customer, connection.After(request, time.GetUtcNow()) with { ConfirmUrl = confirmUrl })
            : new Failure(FailureKind.UnusableAnswer, Service.Altinn);
    }

    /// <summary>Withdraws a request that the customer has not answered.</summary>
    /// <param name="organizationNumber">The customer.</param>
    /// <param name="cancellationToken">Ends when the caller hangs up.</param>
    /// <returns>The customer as it stands now; or why the request could not be withdrawn.</returns>
    public async Task<Answer<Customer>> WithdrawAsync(
        OrganizationNumber organizationNumber,
        CancellationToken cancellationToken
    )
    {
        using var taken = await locks.TakeAsync(organizationNumber, cancellationToken);
        if (customers.Find(organizationNumber) is not { } customer)
        {
            return new Failure(FailureKind.NotFound, Service.SmartCloud);
        }

        if (customer is not { Status: ConnectionStatus.Waiting, Connection: { RequestId: { } requestId } connection })
        {
            return customer;
        }

        if (await requests.WithdrawAsync(requestId, cancellationToken) is { } failure)
        {
            return failure;
        }

        return customers.Remember(customer, connection with { Status = ConnectionStatus.NotConnected });
    }

    private SystemUserRequest RequestOf(Customer customer, Connection connection)
    {
        var settings = options.Value;
        var system = settings.SystemFor(customer.Kind);
        var isAgent = customer.Kind is SystemKind.Agent;
        return new SystemUserRequest
        {
            ExternalRef = connection.ExternalRef,
            SystemId = system.Id!,
            PartyOrgNo = customer.OrganizationNumber,
            Rights = isAgent ? null : [Right.To(settings.KravOgBetalinger.Resource!)],
            AccessPackages = isAgent ? [new AccessPackage(system.AccessPackage!)] : null,
            RedirectUrl = settings.ReceiptAddress(),
        };
    }
}
