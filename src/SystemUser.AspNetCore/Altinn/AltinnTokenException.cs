namespace SystemUser.AspNetCore.Altinn;

/// <summary>The provider's own Altinn token could not be had; callers are answered 503.</summary>
public sealed class AltinnTokenException : Exception
{
    /// <summary>Creates an exception for a fault that retrying will not mend (a refused client, a refused key).</summary>
    public AltinnTokenException()
        : this("The provider's own Altinn token could not be had.") { }

    /// <summary>Creates an exception for a fault that retrying will not mend (a refused client, a refused key).</summary>
    public AltinnTokenException(string message)
        : base(message) { }

    /// <summary>Creates an exception for a fault that retrying will not mend (a refused client, a refused key).</summary>
    public AltinnTokenException(string message, Exception innerException)
        : base(message, innerException) { }

    /// <summary>Gets whether the fault is expected to pass: an outage or a timeout. Defaults to <see langword="false"/>.</summary>
    public bool IsTransient { get; init; }

    /// <summary>Gets how long to wait before trying again, if that is known.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
