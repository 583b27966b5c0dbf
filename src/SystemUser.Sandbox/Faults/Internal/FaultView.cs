namespace SystemUser.Sandbox.Faults.Internal;

/// <summary>A service and the fault that it has, if any.</summary>
internal sealed record FaultView(
    string Service,
    FaultKind? Kind,
    long? DelayMilliseconds,
    int? Status,
    int? RetryAfterSeconds,
    DateTimeOffset? Until
)
{
    public static FaultView Of(string service, ServiceFault? fault) =>
        new(
            service,
            fault?.Kind,
            fault?.Kind == FaultKind.Slow ? (long)fault.Delay.TotalMilliseconds : null,
            fault?.Kind == FaultKind.Status ? fault.Status : null,
            fault?.RetryAfter,
            fault?.Until
        );
}
