using SystemUser.Sandbox.Wire.Internal.Http;

namespace SystemUser.Sandbox.Faults.Internal;

/// <summary>A fault as it is ordered over HTTP.</summary>
internal sealed record FaultOrder(
    FaultKind? Kind,
    int? DelayMilliseconds,
    int? Status,
    int? RetryAfterSeconds,
    int? ForSeconds,
    int? OneIn = null,
    string? Client = null
)
{
    private const int LongestDelay = 600_000;
    private const int LongestFault = 86_400;
    private const int RarestFault = 1000;
    private const int LongestClient = 128;

    /// <summary>The fault that is asked for, or what is wrong with the request.</summary>
    /// <param name="service">The service that is to have it.</param>
    /// <param name="now">When it begins.</param>
    public Result<ServiceFault> Read(string service, DateTimeOffset now)
    {
        if (Kind is not { } kind || !Enum.IsDefined(kind))
        {
            return Invalid("kind must be slow, status, gone or garbled; for pdp also indeterminate or wrong.");
        }

        if (kind is FaultKind.Indeterminate or FaultKind.Wrong && service != FaultServices.Pdp)
        {
            return Invalid($"only {FaultServices.Pdp} decides, so no other service can be indeterminate or wrong.");
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

        if (OneIn is < 1 or > RarestFault || Client is { Length: > LongestClient })
        {
            return Invalid($"oneIn must be from 1 to {RarestFault}, and client at most {LongestClient} characters.");
        }

        var client = string.IsNullOrWhiteSpace(Client) ? null : Client.Trim();
        if (client is not null && service == FaultServices.Metadata)
        {
            return Invalid($"{service} is read by all alike, without a token. Leave out client.");
        }

        return new ServiceFault
        {
            Kind = kind,
            Delay = TimeSpan.FromMilliseconds(DelayMilliseconds ?? 0),
            Status = Status ?? StatusCodes.Status503ServiceUnavailable,
            RetryAfter = RetryAfterSeconds,
            OneIn = OneIn ?? 1,
            Client = client,
            Until = ForSeconds is { } seconds ? now + TimeSpan.FromSeconds(seconds) : null,
        };

        static Problem Invalid(string detail) => SandboxProblems.BodyInvalid.With(detail);
    }
}
