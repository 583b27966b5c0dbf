namespace SystemUser.Sandbox.World.Internal;

/// <summary>What the world tells the log.</summary>
internal static partial class WorldLog
{
    [LoggerMessage(
        EventId = 4301,
        EventName = "SandboxChangeNotWritten",
        Level = LogLevel.Error,
        Message = "A change was refused because it could not be written to the state folder: {Reason}"
    )]
    public static partial void ChangeNotWritten(ILogger logger, string reason);

    [LoggerMessage(
        EventId = 4302,
        EventName = "SandboxSnapshotNotWritten",
        Level = LogLevel.Warning,
        Message = "The journal of the state folder could not be shortened and grows on: {Reason}"
    )]
    public static partial void SnapshotNotWritten(ILogger logger, string reason);
}
