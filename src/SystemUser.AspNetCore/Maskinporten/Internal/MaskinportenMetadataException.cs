namespace SystemUser.AspNetCore.Maskinporten.Internal;

/// <summary>Maskinporten's metadata or keys cannot be had, or cannot be trusted.</summary>
internal sealed class MaskinportenMetadataException(string message, Exception? innerException = null)
    : Exception(message, innerException);
