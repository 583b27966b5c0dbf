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
        "The sandbox stands aside: the app is configured for another Maskinporten or Altinn.",
        EventName = "SandboxStoodAside"
    )]
    public static partial void StoodAside(this ILogger logger);

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
