namespace SystemUser.AspNetCore.Altinn.Internal;

/// <summary>Why there is no token, remembered for a moment so that an outage is not met with a call per request.</summary>
/// <param name="Reason">What is wrong, safe to log.</param>
/// <param name="IsTransient">Whether it is expected to pass.</param>
/// <param name="RetryAfter">How long to wait, if that is known.</param>
internal sealed record OwnTokenFault(string Reason, bool IsTransient, TimeSpan? RetryAfter)
{
    public AltinnTokenException ToException() => new(Reason) { IsTransient = IsTransient, RetryAfter = RetryAfter };
}
