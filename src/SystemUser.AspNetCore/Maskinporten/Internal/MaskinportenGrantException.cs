using SystemUser.AspNetCore.Outbound;

namespace SystemUser.AspNetCore.Maskinporten.Internal;

/// <summary>Maskinporten gave no token. The message is safe to log.</summary>
internal sealed class MaskinportenGrantException(string message, Exception? innerException = null)
    : OutboundException(message, innerException)
{
    /// <summary>Gets whether it was the client or its key that was refused, so that the key before it may be tried.</summary>
    public bool IsClientRefused { get; init; }
}
