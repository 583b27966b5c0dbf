namespace SystemUser.Sandbox.Faults.Internal;

/// <summary>A service and the fault that it has, if any.</summary>
internal sealed record FaultView(
    string Service,
    FaultKind? Kind,
    long? DelayMilliseconds,
    int? Status,
    int? RetryAfterSeconds,
    DateTimeOffset? Until
);
