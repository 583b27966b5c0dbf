namespace SystemUser.AspNetCore.Maskinporten.Internal;

/// <summary>Maskinporten gave no token. The message is safe to log.</summary>
internal sealed class MaskinportenGrantException(string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>Gets whether the fault is expected to pass.</summary>
    public bool IsTransient { get; init; }

    /// <summary>Gets whether it was the client or its key that was refused, so that the key before it may be tried.</summary>
    public bool IsClientRefused { get; init; }

    /// <summary>Gets how long to wait before trying again, if that is known.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
