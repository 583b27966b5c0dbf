using Microsoft.Extensions.Options;
using SmartCloud.Altinn;
using SmartCloud.Configuration;
using SmartCloud.Failures;

namespace SmartCloud.Customers;

/// <summary>Asks Altinn where customers stand.</summary>
/// <param name="customers">The customers.</param>
/// <param name="locks">One at a time.</param>
/// <param name="requests">Altinn's requests.</param>
/// <param name="systemUsers">Altinn's system users.</param>
/// <param name="changes">Altinn's change requests.</param>
/// <param name="register">Altinn's system register.</param>
/// <param name="options">The systems.</param>
/// <param name="time">The clock.</param>
internal sealed class ConnectionChecks(
    CustomerRegister customers,
    CustomerLocks locks,
    SystemUserRequests requests,
    SystemUsers systemUsers,
    RightsChanges changes,
    SystemRegister register,
    IOptions<SmartCloudOptions> options,
    TimeProvider time
)
{
    /// <summary>Asks where a customer stands, and remembers it.</summary>
    /// <param name="organizationNumber">The customer.</param>
    /// <param name="cancellationToken">Ends when the caller hangs up.</param>
    /// <returns>The customer as it stands now; or why Altinn could not say.</returns>
    public async Task<Answer<Customer>> RefreshAsync(
        OrganizationNumber organizationNumber,
        CancellationToken cancellationToken
    )
    {
        using var taken = await locks.TakeAsync(organizationNumber, cancellationToken);
        if (customers.Find(organizationNumber) is not { } customer)
        {
            return new Failure(FailureKind.NotFound, Service.SmartCloud);
        }

        if (customer.Connection is not { IsUnsent: false } connection)
        {
            return customer;
        }

        var answer = connection.Status switch
        {
            ConnectionStatus.Waiting => await AskForRequestAsync(
                customer,
                connection,
                connection.RequestId!.Value,
                cancellationToken
            ),
            ConnectionStatus.Connected or ConnectionStatus.Revoked or ConnectionStatus.Forgotten =>
                await AskForSystemUserAsync(customer, connection, cancellationToken),
            _ => connection,
        };
        if (!answer.TryGet(out var now, out var failure))
        {
            return failure;
        }

        customer = customers.Remember(customer, now);
        return now.Status is not ConnectionStatus.Connected ? customer
            : (await changes.FollowAsync(now, cancellationToken)).TryGet(out var followed, out failure)
                ? customers.Remember(customer, followed)
            : failure;
    }

    /// <summary>Takes over a system user that Altinn says exists already, if it is there under SmartCloud's name for it.</summary>
    /// <param name="customer">The customer, whose lock is taken.</param>
    /// <param name="connection">The attempt.</param>
    /// <param name="failure">What Altinn said.</param>
    /// <param name="cancellationToken">Ends when the caller hangs up.</param>
    public async Task<Answer<Customer>> AdoptAsync(
        Customer customer,
        Connection connection,
        Failure failure,
        CancellationToken cancellationToken
    )
    {
        var asked = await AskForSystemUserAsync(customer, connection, cancellationToken);
        return asked.Value is { Status: ConnectionStatus.Connected } connected
            ? customers.Remember(customer, connected)
            : failure;
    }

    private async Task<Answer<Connection>> AskForRequestAsync(
        Customer customer,
        Connection connection,
        Guid requestId,
        CancellationToken cancellationToken
    )
    {
        var answer = await requests.FindAsync(customer.Kind, requestId, cancellationToken);
        if (!answer.TryGet(out var request, out var failure))
        {
            return failure.Kind is FailureKind.RequestGone
                ? await GoneAsync(customer, connection, ConnectionStatus.NotConnected, cancellationToken)
                : failure;
        }

        if (request.Id != requestId)
        {
            return new Failure(FailureKind.UnusableAnswer, Service.Altinn);
        }

        // An approved request tells of the day it was approved; whether the system user is still there is asked too.
        var now = connection.After(request, time.GetUtcNow());
        return now.Status is ConnectionStatus.Connected
            ? await AskForSystemUserAsync(customer, now, cancellationToken)
            : now;
    }

    private async Task<Answer<Connection>> AskForSystemUserAsync(
        Customer customer,
        Connection connection,
        CancellationToken cancellationToken
    )
    {
        var answer = await systemUsers.ExistsAsync(
            options.Value.SystemFor(customer.Kind).Id!,
            customer.OrganizationNumber,
            connection.ExternalRef,
            cancellationToken
        );
        return !answer.TryGet(out var exists, out var failure) ? failure
            : exists ? connection with { Status = ConnectionStatus.Connected, CheckedAt = time.GetUtcNow() }
            : await GoneAsync(customer, connection, ConnectionStatus.Revoked, cancellationToken);
    }

    /// <summary>
    /// Says why Altinn has no request or system user any more. Altinn keeps its systems; where the sandbox does not know SmartCloud's, it
    /// has been started anew, and nobody withdrew anything.
    /// </summary>
    private async Task<Answer<Connection>> GoneAsync(
        Customer customer,
        Connection connection,
        ConnectionStatus otherwise,
        CancellationToken cancellationToken
    )
    {
        var settings = options.Value;
        var isForgotten = connection.Status is ConnectionStatus.Forgotten;
        if (!isForgotten && settings.Environment is SmartCloudEnvironment.Sandbox)
        {
            var system = await register.FindAsync(settings.SystemFor(customer.Kind).Id!, cancellationToken);
            if (!system.TryGet(out _, out var failure) && failure.Kind is not FailureKind.SystemNotRegistered)
            {
                return failure;
            }

            isForgotten = system.Value is null;
        }

        return connection with
        {
            Status = isForgotten ? ConnectionStatus.Forgotten : otherwise,
            CheckedAt = time.GetUtcNow(),
        };
    }
}
