namespace SystemUser.AspNetCore.Altinn.Internal;

/// <summary>Altinn's resource registry could not be asked. The message is safe to log.</summary>
internal sealed class ResourceRegistryException(string message, Exception? innerException = null)
    : Exception(message, innerException);
