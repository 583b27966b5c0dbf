using SystemUser.AspNetCore.Outbound;

namespace SystemUser.AspNetCore.Altinn;

/// <summary>Altinn's list of authorized parties is not available.</summary>
public sealed class AuthorizedPartyDirectoryException : OutboundException
{
    /// <summary>Creates an exception for a fault that retrying will not mend.</summary>
    public AuthorizedPartyDirectoryException()
        : this("Altinn's list of authorized parties is not available.") { }

    /// <summary>Creates an exception for a fault that retrying will not mend.</summary>
    public AuthorizedPartyDirectoryException(string message)
        : base(message, null) { }

    /// <summary>Creates an exception for a fault that retrying will not mend.</summary>
    public AuthorizedPartyDirectoryException(string message, Exception innerException)
        : base(message, innerException) { }
}
