using Microsoft.Extensions.Logging;

namespace SystemUser.AspNetCore.Diagnostics.Internal;

/// <summary>What is logged of the provider's own token and the other calls to Altinn: ids 4000–4999.</summary>
internal static partial class AltinnLog
{
    [LoggerMessage(
        4001,
        LogLevel.Information,
        "The provider's own Altinn token for '{Scope}' was renewed; it lives for {Lifetime}.",
        EventName = "OwnTokenRenewed"
    )]
    public static partial void OwnTokenRenewed(this ILogger logger, string scope, TimeSpan lifetime);

    [LoggerMessage(
        4002,
        LogLevel.Error,
        "The provider's own Altinn token for '{Scope}' could not be renewed. {Reason}",
        EventName = "OwnTokenRenewalFailed"
    )]
    public static partial void OwnTokenRenewalFailed(this ILogger logger, string scope, string reason);

    [LoggerMessage(
        4003,
        LogLevel.Warning,
        "Altinn refused the provider's own token for '{Scope}'; it is renewed.",
        EventName = "OwnTokenRefused"
    )]
    public static partial void OwnTokenRefused(this ILogger logger, string scope);

    [LoggerMessage(
        4004,
        LogLevel.Error,
        "Altinn refused even a fresh token for '{Scope}', so it is not renewed for 30 seconds. A wrong subscription key looks the same: check SystemUser:Altinn:SubscriptionKey.",
        EventName = "FreshOwnTokenRefused"
    )]
    public static partial void FreshOwnTokenRefused(this ILogger logger, string scope);

    [LoggerMessage(
        4005,
        LogLevel.Warning,
        "{Service} is left alone for 10 seconds: the last ten calls failed, or half of those of the last 10 seconds.",
        EventName = "ServiceCircuitOpened"
    )]
    public static partial void CircuitOpened(this ILogger logger, string service);

    [LoggerMessage(4006, LogLevel.Information, "{Service} answers again.", EventName = "ServiceCircuitClosed")]
    public static partial void CircuitClosed(this ILogger logger, string service);

    [LoggerMessage(
        4010,
        LogLevel.Information,
        "A new key of the provider's own Maskinporten client was taken up.",
        EventName = "ClientKeyReplaced"
    )]
    public static partial void ClientKeyReplaced(this ILogger logger);

    [LoggerMessage(
        4011,
        LogLevel.Error,
        "The key of the provider's own Maskinporten client cannot be used; the last good one stays in use. {Fault}",
        EventName = "ClientKeyUnusable"
    )]
    public static partial void ClientKeyUnusable(this ILogger logger, string fault);

    [LoggerMessage(
        4012,
        LogLevel.Warning,
        "Maskinporten refused the client's key, so the previous one is tried. {Reason}",
        EventName = "PreviousClientKeyTried"
    )]
    public static partial void PreviousClientKeyTried(this ILogger logger, string reason);
}
