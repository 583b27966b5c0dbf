using SystemUser.Sandbox.Wire.Internal.Http;

namespace SystemUser.Sandbox.Faults.Internal;

/// <summary>A fault as it is ordered over HTTP.</summary>
internal sealed record FaultOrder(
    FaultKind? Kind,
    int? DelayMilliseconds,
    int? Status,
    int? RetryAfterSeconds,
    int? ForSeconds
)
{
    private const int LongestDelay = 600_000;
    private const int LongestFault = 86_400;

    /// <summary>The fault that is asked for, or what is wrong with the request.</summary>
    public Result<ServiceFault> Read(DateTimeOffset now)
    {
        if (Kind is not { } kind || !Enum.IsDefined(kind))
        {
            return Invalid("kind must be slow, status or gone.");
        }

        if (kind == FaultKind.Slow && DelayMilliseconds is not (>= 1 and <= LongestDelay))
        {
            return Invalid($"delayMilliseconds must be from 1 to {LongestDelay} for a slow service.");
        }

        if (kind == FaultKind.Status && Status is not (null or (>= 400 and <= 599)))
        {
            return Invalid("status must be from 400 to 599.");
        }

        if (RetryAfterSeconds is < 0 or > LongestFault || ForSeconds is < 1 or > LongestFault)
        {
            return Invalid($"forSeconds must be from 1 and retryAfterSeconds from 0 to {LongestFault}.");
        }

        return new ServiceFault
        {
            Kind = kind,
            Delay = TimeSpan.FromMilliseconds(DelayMilliseconds ?? 0),
            Status = Status ?? StatusCodes.Status503ServiceUnavailable,
            RetryAfter = RetryAfterSeconds,
            Until = ForSeconds is { } seconds ? now + TimeSpan.FromSeconds(seconds) : null,
        };

        static Problem Invalid(string detail) => SandboxProblems.BodyInvalid.With(detail);
    }
}
