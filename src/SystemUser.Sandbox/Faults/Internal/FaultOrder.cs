namespace SystemUser.Sandbox.Faults.Internal;

/// <summary>A fault as it is ordered over HTTP.</summary>
internal sealed record FaultOrder(
    FaultKind? Kind,
    int? DelayMilliseconds,
    int? Status,
    int? RetryAfterSeconds,
    int? ForSeconds
);
