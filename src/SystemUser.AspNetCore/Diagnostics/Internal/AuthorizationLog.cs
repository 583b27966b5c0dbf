using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Claims;

namespace SystemUser.AspNetCore.Diagnostics.Internal;

/// <summary>What authorization logs: 30xx.</summary>
internal static partial class AuthorizationLog
{
    [LoggerMessage(
        3000,
        LogLevel.Error,
        "The ISystemUserProblemWriter failed with {ExceptionType}; '{Code}' was answered without its body.",
        EventName = "ProblemWriterFailed"
    )]
    public static partial void ProblemWriterFailed(this ILogger logger, string code, string? exceptionType);

    [LoggerMessage(
        3001,
        LogLevel.Information,
        "A request was answered {Status} '{Code}'. {Detail}",
        EventName = "AccessRefused"
    )]
    public static partial void AccessRefused(this ILogger logger, int status, string code, string detail);

    [LoggerMessage(
        3002,
        LogLevel.Error,
        "Nobody is let in: neither 'SystemUser:RequiredScopes', nor a scope on the endpoint, nor 'SystemUser:Maskinporten:Audience' is set, so a token for another API would do. Set one of them.",
        EventName = "NoScopeAndNoAudience"
    )]
    public static partial void NoScopeAndNoAudience(this ILogger logger);

    [LoggerMessage(
        3003,
        LogLevel.Error,
        "Nobody is let in by the right on '{Resource}'. {Fault}",
        EventName = "DemandUnusable"
    )]
    public static partial void DemandUnusable(this ILogger logger, ResourceId resource, string fault);

    [LoggerMessage(
        3004,
        LogLevel.Error,
        "Nobody is let in: the right on '{Resource}' takes the party from {Place}, but the authorization is about no request. Pass the HttpContext as the resource, or ask with ISystemUserAuthorizer.",
        EventName = "PartyWithoutRequest"
    )]
    public static partial void PartyWithoutRequest(this ILogger logger, ResourceId resource, string place);

    [LoggerMessage(
        3005,
        LogLevel.Error,
        "The ISystemUserAuditSink failed with {ExceptionType}; nobody is let in unrecorded.",
        EventName = "AuditSinkFailed"
    )]
    public static partial void AuditSinkFailed(this ILogger logger, string? exceptionType);

    [LoggerMessage(
        3006,
        LogLevel.Error,
        "Authorization failed with {ExceptionType}; nobody is let in.",
        EventName = "AuthorizationFailed"
    )]
    public static partial void AuthorizationFailed(this ILogger logger, string? exceptionType);

    [LoggerMessage(
        3007,
        LogLevel.Warning,
        "The right '{Right}' is there, on the condition '{Condition}' (level {RequiredLevel}), which a system user (level {Level}) does not meet. Change the resource's policy, or see 'SystemUser:Decisions:HonourOrganizationLevelFor'.",
        EventName = "ObligationNotMet"
    )]
    public static partial void ObligationNotMet(
        this ILogger logger,
        string right,
        string? condition,
        int? requiredLevel,
        int level
    );

    [LoggerMessage(
        3008,
        LogLevel.Error,
        "Nobody is let in: the endpoint takes an AuthorizedParty, but its rights are checked for different parties. Take the party from one place in all of them.",
        EventName = "PartyAmbiguous"
    )]
    public static partial void PartyAmbiguous(this ILogger logger);

    [LoggerMessage(
        3010,
        LogLevel.Information,
        "{Answer}: {Action} on {Resource} for {Party}, asked by system user {SystemUser} of {Owner} (system {System}, vendor {Vendor}, supplier '{Supplier}' by '{DelegationSource}', client {Client}, token {TokenId}); {Decision} from {Source}, {Age} old; trace {TraceId}, {Time:O}.",
        EventName = "RightAnswered"
    )]
    public static partial void RightAnswered(
        this ILogger logger,
        string? answer,
        ResourceId resource,
        ActionId action,
        OrganizationNumber party,
        SystemUserId systemUser,
        OrganizationNumber owner,
        string? system,
        OrganizationIdentifier vendor,
        OrganizationIdentifier? supplier,
        string? delegationSource,
        string? client,
        string? tokenId,
        string? decision,
        string? source,
        TimeSpan age,
        string? traceId,
        DateTimeOffset time
    );
}
