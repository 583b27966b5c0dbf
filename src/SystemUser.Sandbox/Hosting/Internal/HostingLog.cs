namespace SystemUser.Sandbox.Hosting.Internal;

/// <summary>What the sandbox says about its own coming and going.</summary>
internal static partial class HostingLog
{
    [LoggerMessage(
        1001,
        LogLevel.Information,
        "The sandbox plays Maskinporten and Altinn on {Address}.",
        EventName = "SandboxStarted"
    )]
    public static partial void Started(ILogger logger, Uri address);

    [LoggerMessage(
        1002,
        LogLevel.Information,
        "The sandbox stands aside: the app is configured for another Maskinporten or Altinn.",
        EventName = "SandboxStoodAside"
    )]
    public static partial void StoodAside(ILogger logger);
}
