namespace SystemUser.Sandbox.World.Internal.Storage;

/// <summary>The state folder or the seed file cannot be used; the message says what to do.</summary>
internal sealed class WorldStorageException(string message, Exception? innerException)
    : InvalidOperationException(message, innerException);
