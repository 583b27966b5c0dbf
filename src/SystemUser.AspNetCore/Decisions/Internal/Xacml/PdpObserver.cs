using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Diagnostics.Internal;
using SystemUser.AspNetCore.Maskinporten.Internal;

namespace SystemUser.AspNetCore.Decisions.Internal.Xacml;

/// <summary>Counts retries of calls to the policy decision point and logs its breaks.</summary>
internal sealed class PdpObserver(SystemUserTelemetry telemetry, ILogger logger) : IOutboundObserver
{
    public void Retrying() => telemetry.PdpRetries.Add(1);

    public void CircuitOpened() => logger.PolicyDecisionPointCircuitOpened();

    public void CircuitClosed() => logger.PolicyDecisionPointCircuitClosed();
}
