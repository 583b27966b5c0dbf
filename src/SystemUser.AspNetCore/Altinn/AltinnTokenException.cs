using SystemUser.AspNetCore.Outbound;

namespace SystemUser.AspNetCore.Altinn;

/// <summary>There is no Altinn token of the provider's own; callers are answered 503.</summary>
public sealed class AltinnTokenException : OutboundException
{
    /// <summary>Creates an exception for a fault that retrying will not mend (a refused client, a refused key).</summary>
    public AltinnTokenException()
        : this("There is no Altinn token of the provider's own.") { }

    /// <summary>Creates an exception for a fault that retrying will not mend (a refused client, a refused key).</summary>
    public AltinnTokenException(string message)
        : base(message, null) { }

    /// <summary>Creates an exception for a fault that retrying will not mend (a refused client, a refused key).</summary>
    public AltinnTokenException(string message, Exception innerException)
        : base(message, innerException) { }
}
