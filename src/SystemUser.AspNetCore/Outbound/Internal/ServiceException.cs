namespace SystemUser.AspNetCore.Outbound.Internal;

/// <summary>A service gave no answer that may be read: the connection failed, time ran out, the circuit is open, or the answer may not be trusted.</summary>
/// <param name="message">What happened, in words that are safe to log.</param>
/// <param name="innerException">What it came from.</param>
internal sealed class ServiceException(string message, Exception? innerException = null)
    : OutboundException(message, innerException)
{
    /// <summary>Gets the reason alone, in a few words; else the whole message.</summary>
    public string Reason
    {
        get => field ?? Message;
        init;
    }

    /// <summary>Gets whether nothing was sent, because the circuit is open.</summary>
    public bool IsCircuitOpen { get; init; }
}
