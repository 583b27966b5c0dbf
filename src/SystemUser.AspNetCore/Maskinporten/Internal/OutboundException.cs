namespace SystemUser.AspNetCore.Maskinporten.Internal;

/// <summary>A call had no answer that may be read: the connection failed, time ran out, the circuit is open, or the status says to try again.</summary>
/// <param name="reason">What happened, in a few words that are safe to log.</param>
/// <param name="innerException">What it came from.</param>
internal sealed class OutboundException(string reason, Exception? innerException = null)
    : Exception(reason, innerException)
{
    /// <summary>Gets whether the fault is expected to pass.</summary>
    public bool IsTransient { get; init; }

    /// <summary>Gets whether nothing was sent, because the circuit is open.</summary>
    public bool IsCircuitOpen { get; init; }

    /// <summary>Gets how long to wait before trying again, if that is known.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
