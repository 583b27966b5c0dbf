using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Claims;

namespace SystemUser.AspNetCore.Diagnostics.Internal;

/// <summary>What the checks at start log: 1004 and 11xx.</summary>
internal static partial class StartLog
{
    [LoggerMessage(
        1004,
        LogLevel.Warning,
        "The configuration has a section 'SystemUser' that nothing reads. Call AddSystemUserAuthorization(), which does, or remove the section.",
        EventName = "SectionUnread"
    )]
    public static partial void SectionUnread(this ILogger logger);

    [LoggerMessage(
        1100,
        LogLevel.Information,
        "Access: {Endpoint} takes scope {Scopes} and '{Action}' on '{Resource}' for the party from {Party}.",
        EventName = "AccessByRight"
    )]
    public static partial void AccessByRight(
        this ILogger logger,
        string endpoint,
        string scopes,
        ResourceId resource,
        string action,
        string party
    );

    [LoggerMessage(
        1101,
        LogLevel.Information,
        "Access: {Endpoint} takes scope {Scopes} and {Caller}; no right is asked for.",
        EventName = "AccessByToken"
    )]
    public static partial void AccessByToken(this ILogger logger, string endpoint, string scopes, string caller);

    [LoggerMessage(
        1110,
        LogLevel.Warning,
        "{Endpoint} is open to everybody: [AllowAnonymous] switches off what is required of its callers. Remove one of the two.",
        EventName = "AnonymousOverDemand"
    )]
    public static partial void AnonymousOverDemand(this ILogger logger, string endpoint);

    [LoggerMessage(
        1111,
        LogLevel.Warning,
        "{Endpoint} takes an AuthorizedParty but requires no right, so everybody is refused. Add RequireSystemUserRight(\"…\").",
        EventName = "PartyWithoutRight"
    )]
    public static partial void PartyWithoutRight(this ILogger logger, string endpoint);

    [LoggerMessage(
        1112,
        LogLevel.Warning,
        "An IAuthorizationMiddlewareResultHandler was registered after AddSystemUserAuthorization() and stands in its place. Register it before, so that it is wrapped: endpoints with several schemes need that.",
        EventName = "ResultHandlerHidden"
    )]
    public static partial void ResultHandlerHidden(this ILogger logger);

    [LoggerMessage(
        1113,
        LogLevel.Warning,
        "The policies of {Endpoint} could not be read at start ({ExceptionType}), so they were not checked.",
        EventName = "PolicyUnreadable"
    )]
    public static partial void PolicyUnreadable(this ILogger logger, string? endpoint, string? exceptionType);

    [LoggerMessage(
        1114,
        LogLevel.Warning,
        "{Endpoint} may come to take Maskinporten tokens, and neither a right nor a scope is asked of them: they are refused there. Set 'SystemUser:RequiredScopes' or 'SystemUser:Maskinporten:Audience', demand a right or a scope, or name another scheme.",
        EventName = "TokensPerhapsRefused"
    )]
    public static partial void TokensPerhapsRefused(this ILogger logger, string endpoint);

    [LoggerMessage(
        1115,
        LogLevel.Warning,
        "{Class} carries a demand, and no endpoint of this app does: nobody is asked for it. Map the class, or call AddSystemUserAuthorization().IgnoreUnmapped(typeof({Class})).",
        EventName = "DemandUnmapped"
    )]
    public static partial void DemandUnmapped(this ILogger logger, string @class);

    [LoggerMessage(
        1116,
        LogLevel.Information,
        "The app's classes were not searched for demands that no endpoint carries: {Reason}",
        EventName = "DemandsNotSearched"
    )]
    public static partial void DemandsNotSearched(this ILogger logger, string reason);

    [LoggerMessage(
        1117,
        LogLevel.Warning,
        "Connections to {Path} stay open after their token has expired, whether or not the right still holds. Add to its {Call}: options => options.CloseOnAuthenticationExpiration = true",
        EventName = "ConnectionsOutliveToken"
    )]
    public static partial void ConnectionsOutliveToken(this ILogger logger, string path, string call);

    [LoggerMessage(
        1130,
        LogLevel.Warning,
        "No answer is recorded: the log category 'SystemUser.Audit' is off at Information. Set 'Logging:LogLevel:SystemUser.Audit' to Information, or register an ISystemUserAuditSink.",
        EventName = "AuditOff"
    )]
    public static partial void AuditOff(this ILogger logger);

    [LoggerMessage(1120, LogLevel.Warning, "{Fault} At: {Endpoint}.", EventName = "RightUnknown")]
    public static partial void RightUnknown(this ILogger logger, string fault, string endpoint);

    [LoggerMessage(
        1121,
        LogLevel.Warning,
        "The rights that endpoints demand were not verified. {Reason}",
        EventName = "RightsNotVerified"
    )]
    public static partial void RightsNotVerified(this ILogger logger, string reason);

    [LoggerMessage(
        1122,
        LogLevel.Information,
        "The provider's own client works: Maskinporten, Altinn's exchange and the policy decision point take it.",
        EventName = "ClientVerified"
    )]
    public static partial void ClientVerified(this ILogger logger);

    [LoggerMessage(
        1123,
        LogLevel.Warning,
        "The provider's own client was not verified. {Reason}",
        EventName = "ClientNotVerified"
    )]
    public static partial void ClientNotVerified(this ILogger logger, string reason);

    [LoggerMessage(
        1124,
        LogLevel.Warning,
        "{What} could not be fetched ahead ({ExceptionType}); the first request asks again.",
        EventName = "NotFetchedAhead"
    )]
    public static partial void NotFetchedAhead(this ILogger logger, string what, string exceptionType);
}
