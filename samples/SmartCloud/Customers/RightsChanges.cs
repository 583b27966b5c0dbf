using Microsoft.Extensions.Options;
using SmartCloud.Altinn;
using SmartCloud.Configuration;
using SmartCloud.Failures;

namespace SmartCloud.Customers;

/// <summary>Asks connected customers for the further right, and takes it back.</summary>
/// <param name="customers">The customers.</param>
/// <param name="locks">One at a time.</param>
/// <param name="requests">Altinn's change requests.</param>
/// <param name="systemUsers">Altinn's system users.</param>
/// <param name="options">The right.</param>
internal sealed class RightsChanges(
    CustomerRegister customers,
    CustomerLocks locks,
    ChangeRequests requests,
    SystemUsers systemUsers,
    IOptions<SmartCloudOptions> options
)
{
    /// <summary>Asks a customer for the further right, unless it has been asked already or has given it.</summary>
    /// <param name="organizationNumber">The customer.</param>
    /// <param name="cancellationToken">Ends when the caller hangs up.</param>
    /// <returns>The customer as it stands now; or why it could not be asked.</returns>
    public async Task<Answer<Customer>> AskAsync(
        OrganizationNumber organizationNumber,
        CancellationToken cancellationToken
    )
    {
        using var taken = await locks.TakeAsync(organizationNumber, cancellationToken);
        if (
            customers.Find(organizationNumber) is not { Kind: SystemKind.Standard } customer
            || options.Value.StandardSystem is not { Id: { } systemId, FurtherResource: { } resource }
        )
        {
            return new Failure(FailureKind.NotFound, Service.SmartCloud);
        }

        if (customer is not { Status: ConnectionStatus.Connected, Connection: { } connection })
        {
            return ConnectionDiagnosis.WhyNotConnected(customer);
        }

        if (connection.Change is { IsOpen: true } || connection.Change?.HasGiven(resource) == true)
        {
            return customer;
        }

        var found = await systemUsers.FindAsync(
            systemId,
            organizationNumber,
            connection.ExternalRef,
            cancellationToken
        );
        if (!found.TryGet(out var systemUser, out var failure))
        {
            if (failure.Kind is FailureKind.Revoked)
            {
                customers.Remember(customer, connection with { Status = ConnectionStatus.Revoked });
            }

            return failure;
        }

        // Remembered before Altinn hears of it: after a crash between the two, the same id finds the same request.
        var change =
            connection.Change is { IsUnsent: true } unsent && unsent.Resource == resource
                ? unsent
                : new RightsChange(Guid.NewGuid(), resource, RightsChangeStatus.Waiting);
        customer = customers.Remember(customer, connection with { Change = change });
        var answer = await SendAsync(change, systemUser.Id, cancellationToken);
        if (answer.TryGet(out var request, out failure))
        {
            return TakeIn(customer, change.After(request), request.ConfirmUrl);
        }

        if (failure.Kind is FailureKind.RequestGone)
        {
            customers.Remember(customer, connection with { Change = null });
        }

        return failure;
    }

    /// <summary>Withdraws a change request that the customer has not answered.</summary>
    /// <param name="organizationNumber">The customer.</param>
    /// <param name="cancellationToken">Ends when the caller hangs up.</param>
    /// <returns>The customer as it stands now; or why the change request could not be withdrawn.</returns>
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

        if (customer.Connection is not { Change: { IsOpen: true, RequestId: { } requestId } } connection)
        {
            return customer;
        }

        return await requests.WithdrawAsync(requestId, cancellationToken) is { } failure
            ? failure
            : customers.Remember(customer, connection with { Change = null });
    }

    /// <summary>Asks what became of an open change request.</summary>
    /// <param name="connection">The connection of a customer, whose lock is taken.</param>
    /// <param name="cancellationToken">Ends when the caller hangs up.</param>
    /// <returns>The connection as it stands now; or why Altinn could not say.</returns>
    public async Task<Answer<Connection>> FollowAsync(Connection connection, CancellationToken cancellationToken)
    {
        if (connection.Change is not { IsOpen: true, RequestId: { } requestId } change)
        {
            return connection;
        }

        var answer = await requests.FindAsync(requestId, cancellationToken);
        if (!answer.TryGet(out var request, out var failure))
        {
            return failure.Kind is FailureKind.RequestGone ? connection with { Change = null } : failure;
        }

        return request.Id == requestId
            ? connection with
            {
                Change = change.After(request),
            }
            : new Failure(FailureKind.UnusableAnswer, Service.Altinn);
    }

    private async Task<Answer<ChangeRequestAnswer>> SendAsync(
        RightsChange change,
        Guid systemUserId,
        CancellationToken cancellationToken
    )
    {
        var answer = await requests.CreateAsync(
            change.CorrelationId,
            systemUserId,
            new ChangeRequest
            {
                RequiredRights = [Right.To(change.Resource)],
                RedirectUrl = options.Value.ReceiptAddress(),
            },
            cancellationToken
        );

        // Sent before and answered since, without our hearing of it: Altinn keeps it under the same id.
        return answer.Failure is { Kind: FailureKind.RequestGone }
            ? await requests.FindAsync(change.CorrelationId, cancellationToken)
            : answer;
    }

    private Answer<Customer> TakeIn(Customer customer, RightsChange change, Uri? confirmUrl)
    {
        var isUsable =
            change.RequestId != Guid.Empty
            && (
                change.Status is not RightsChangeStatus.Waiting
                || (confirmUrl is not null && SafeUri.IsSafe(confirmUrl))
            );
        return isUsable
            ? customers.Remember(
                customer,
                customer.Connection! with
                {
                    Change = change with
                    {
                        ConfirmUrl = change.Status is RightsChangeStatus.Waiting ? confirmUrl : null,
                    },
                }
            )
            : new Failure(FailureKind.UnusableAnswer, Service.Altinn);
    }
}
