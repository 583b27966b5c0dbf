namespace SystemUser.AspNetCore.Altinn;

/// <summary>Altinn's list of authorized parties could not be had.</summary>
public sealed class AuthorizedPartyDirectoryException : Exception
{
    /// <summary>Creates an exception for a fault that retrying will not mend.</summary>
    public AuthorizedPartyDirectoryException()
        : this("Altinn's list of authorized parties could not be had.") { }

    /// <summary>Creates an exception for a fault that retrying will not mend.</summary>
    public AuthorizedPartyDirectoryException(string message)
        : base(message) { }

    /// <summary>Creates an exception for a fault that retrying will not mend.</summary>
    public AuthorizedPartyDirectoryException(string message, Exception innerException)
        : base(message, innerException) { }

    /// <summary>Gets whether the fault is expected to pass: an outage or a timeout. Defaults to <see langword="false"/>.</summary>
    public bool IsTransient { get; init; }

    /// <summary>Gets how long to wait before trying again, if that is known.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
