using SmartCloud.Failures;

namespace SmartCloud.Customers;

/// <summary>Finds out why a customer's token or data are refused.</summary>
/// <param name="checks">Asks Altinn where a customer stands.</param>
internal sealed class ConnectionDiagnosis(ConnectionChecks checks)
{
    /// <summary>Says why there is nothing to fetch for a customer.</summary>
    /// <param name="customer">A customer that is not connected.</param>
    public static Failure WhyNotConnected(Customer customer) =>
        new(
            customer.Status switch
            {
                ConnectionStatus.Waiting => FailureKind.NotApprovedYet,
                ConnectionStatus.Refused => FailureKind.Refused,
                ConnectionStatus.Revoked => FailureKind.Revoked,
                ConnectionStatus.Forgotten => FailureKind.Forgotten,
                _ => FailureKind.NotConnected,
            },
            Service.SmartCloud
        );

    /// <summary>
    /// Explains a refusal to a customer that was connected: Maskinporten and the API say only that there is no system
    /// user or no right, and Altinn knows whether the customer has withdrawn it.
    /// </summary>
    /// <param name="customer">The customer.</param>
    /// <param name="party">The organization that was asked for: the customer itself, or a client of it.</param>
    /// <param name="failure">What Maskinporten or the API said.</param>
    /// <param name="cancellationToken">Ends when the caller hangs up.</param>
    public async Task<Failure> ExplainAsync(
        Customer customer,
        OrganizationNumber party,
        Failure failure,
        CancellationToken cancellationToken
    )
    {
        if (failure.Kind is not (FailureKind.NoSystemUser or FailureKind.RightMissing))
        {
            return failure;
        }

        var answer = await checks.RefreshAsync(customer.OrganizationNumber, cancellationToken);
        if (!answer.TryGet(out var now, out _))
        {
            return failure;
        }

        if (now.Status is not ConnectionStatus.Connected)
        {
            return failure with { Kind = WhyNotConnected(now).Kind };
        }

        return failure.Kind is FailureKind.NoSystemUser ? failure with { Kind = FailureKind.WrongReference }
            : party != customer.OrganizationNumber ? failure with { Kind = FailureKind.ClientNotGranted }
            : failure;
    }
}
