using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Altinn;
using SystemUser.AspNetCore.Authorization.Internal;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Decisions.Internal.Xacml;
using SystemUser.AspNetCore.Diagnostics.Internal;
using SystemUser.AspNetCore.Outbound;

namespace SystemUser.AspNetCore.Start.Internal;

/// <summary>Tries the provider's own client: Maskinporten's grant, Altinn's exchange, and the subscription key.</summary>
internal sealed class ClientVerification(
    IAltinnTokenProvider tokens,
    IPolicyDecisionPoint pdp,
    TimeProvider timeProvider,
    ILogger<ClientVerification> logger
)
{
    private static readonly TimeSpan s_budget = TimeSpan.FromSeconds(10);

    /// <summary>Finds a wrong answer. If nobody answers, that is only a warning.</summary>
    public async Task<StartFault?> FindAsync(CancellationToken cancellationToken)
    {
        using var budget = new CancellationTokenSource(s_budget, timeProvider);
        try
        {
            // Apart, since a provider of the app's own may block.
            await Task.Run(() => TryAsync(budget.Token), CancellationToken.None)
                .WaitAsync(s_budget, timeProvider, cancellationToken);
            logger.ClientVerified();
        }
        catch (OutboundException exception) when (!exception.IsTransient)
        {
            return StartFaults.ClientRefused(exception.Message);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            logger.ClientNotVerified(
                exception switch
                {
                    OutboundException => exception.Message,
                    OperationCanceledException or TimeoutException => "Nobody answered in time.",
                    _ => $"The attempt ended in an exception ({exception.GetType().FullName}).",
                }
            );
        }

        return null;
    }

    private async Task TryAsync(CancellationToken cancellationToken)
    {
        await tokens.GetTokenAsync(HttpPolicyDecisionPoint.Scope, null, cancellationToken);
        if (pdp is HttpPolicyDecisionPoint altinn)
        {
            await altinn.ProbeAsync(cancellationToken);
        }
    }
}
