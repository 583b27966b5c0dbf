namespace SystemUser.AspNetCore.Diagnostics;

/// <summary>The names of the package's telemetry, for <c>AddSource</c> and <c>AddMeter</c>; described in docs/telemetry.md.</summary>
public static class SystemUserDiagnostics
{
    /// <summary>The name of the activity source.</summary>
    public const string ActivitySourceName = "SystemUser.AspNetCore";

    /// <summary>The name of the meter.</summary>
    public const string MeterName = "SystemUser.AspNetCore";

    /// <summary>The log category of the default audit sink.</summary>
    public const string AuditCategory = "SystemUser.Audit";

    /// <summary>Counter, {decision}: questions answered, by outcome, source, resource and action.</summary>
    public const string Decisions = "systemuser.decisions";

    /// <summary>Histogram, s: one HTTP call to the policy decision point.</summary>
    public const string PdpDuration = "systemuser.pdp.duration";

    /// <summary>Counter, {retry}: attempts after the first.</summary>
    public const string PdpRetries = "systemuser.pdp.retries";

    /// <summary>Counter, {renewal}: renewals of the provider's own token, by outcome.</summary>
    public const string TokenRenewals = "systemuser.token.renewals";

    /// <summary>Counter, {token}: tokens accepted, by source.</summary>
    public const string TokensValidated = "systemuser.tokens.validated";

    /// <summary>Gauge, {state}: whether a service is called, by service: 0 it is, 1 one call tries it, 2 it is left alone.</summary>
    public const string CircuitState = "systemuser.circuit.state";

    /// <summary>Counter, {operation}: what is done where hosts share decisions, by operation and outcome.</summary>
    public const string SharedOperations = "systemuser.shared.operations";

    /// <summary>Tag: what was done, <c>read</c>, <c>write</c>, <c>forget</c> or <c>follow</c>.</summary>
    public const string OperationTag = "systemuser.operation";

    /// <summary>Tag: what came out.</summary>
    public const string OutcomeTag = "systemuser.outcome";

    /// <summary>Tag: where it came from.</summary>
    public const string SourceTag = "systemuser.source";

    /// <summary>Tag: the resource's id.</summary>
    public const string ResourceTag = "systemuser.resource";

    /// <summary>Tag: the action.</summary>
    public const string ActionTag = "systemuser.action";

    /// <summary>Tag: whose the token is, <c>maskinporten</c> or <c>exchanged</c> (Altinn's).</summary>
    public const string TokenKindTag = "systemuser.token.kind";

    /// <summary>Tag: the service, <c>grant</c>, <c>exchange</c>, <c>pdp</c>, <c>parties</c>, <c>registry</c> or <c>shared</c>.</summary>
    public const string ServiceTag = "systemuser.service";
}
