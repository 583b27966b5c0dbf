namespace SystemUser.AspNetCore.Outbound;

/// <summary>A service that the package asks gave no usable answer. It is never a refusal: callers are answered 503. The message is safe to log.</summary>
public abstract class OutboundException : Exception
{
    private protected OutboundException(string message, Exception? innerException)
        : base(message, innerException) { }

    /// <summary>Gets whether the fault is expected to pass: an outage or a timeout. Defaults to <see langword="false"/>.</summary>
    public bool IsTransient { get; init; }

    /// <summary>Gets how long to wait before trying again; <see langword="null"/> if that is not known.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
