namespace SystemUser.Sandbox.Diagnostics.Internal;

/// <summary>Every event that the sandbox logs, by number.</summary>
/// <remarks>One class: the generator writes several in any order, and two builds would not be the same bytes.</remarks>
internal static partial class SandboxLog
{
    [LoggerMessage(
        1001,
        LogLevel.Information,
        "The sandbox plays Maskinporten and Altinn on {Address}.",
        EventName = "SandboxStarted"
    )]
    public static partial void Started(this ILogger logger, Uri address);

    [LoggerMessage(
        1002,
        LogLevel.Information,
        "The sandbox does not start, because '{Key}' is '{Value}'. If the app is to run in it, remove that key, which may stand in a file, in user secrets, "
            + "in the environment or on the command line.",
        EventName = "SandboxStoodAside"
    )]
    public static partial void StoodAside(this ILogger logger, string key, string value);

    [LoggerMessage(
        4101,
        LogLevel.Warning,
        "The assertion of the client {ClientId} has the token endpoint as aud. Maskinporten's documents demand the issuer, {Issuer}, and say that the endpoint is no longer accepted.",
        EventName = "SandboxAudienceIsTokenEndpoint"
    )]
    public static partial void AudienceIsTokenEndpoint(this ILogger logger, string? clientId, string issuer);

    [LoggerMessage(
        4301,
        LogLevel.Error,
        "A change was refused because it could not be written to the state folder: {Reason}",
        EventName = "SandboxChangeNotWritten"
    )]
    public static partial void ChangeNotWritten(this ILogger logger, string reason);
}
