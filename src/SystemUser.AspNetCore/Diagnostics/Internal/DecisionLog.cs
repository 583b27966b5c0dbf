using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Claims;

namespace SystemUser.AspNetCore.Diagnostics.Internal;

/// <summary>What is logged of the decision engine and the policy decision point: ids 3100–3199.</summary>
internal static partial class DecisionLog
{
    [LoggerMessage(
        3100,
        LogLevel.Warning,
        "The policy decision point is left alone for 10 seconds: the last ten calls failed, or half of those of the last 10 seconds.",
        EventName = "PolicyDecisionPointCircuitOpened"
    )]
    public static partial void PolicyDecisionPointCircuitOpened(this ILogger logger);

    [LoggerMessage(
        3101,
        LogLevel.Information,
        "The policy decision point answers again.",
        EventName = "PolicyDecisionPointCircuitClosed"
    )]
    public static partial void PolicyDecisionPointCircuitClosed(this ILogger logger);

    [LoggerMessage(
        3102,
        LogLevel.Debug,
        "'{Right}' was not asked for: the policy decision point is left alone for now.",
        EventName = "PolicyDecisionPointLeftAlone"
    )]
    public static partial void PolicyDecisionPointLeftAlone(this ILogger logger, string right);

    [LoggerMessage(
        3103,
        LogLevel.Warning,
        "No decision on '{Right}' could be had now. {Reason}",
        EventName = "DecisionUnavailable"
    )]
    public static partial void DecisionUnavailable(this ILogger logger, string right, string reason);

    [LoggerMessage(
        3104,
        LogLevel.Error,
        "No decision on '{Right}' can be had, and asking again will not mend it. {Reason}",
        EventName = "DecisionFailed"
    )]
    public static partial void DecisionFailed(this ILogger logger, string right, string reason);

    [LoggerMessage(
        3105,
        LogLevel.Error,
        "The policy decision point could not decide on '{Right}' (status {Status}). Check that the resource and the action exist in Altinn's resource registry; a syntax-error is mostly Altinn's own, such as a register that does not answer.",
        EventName = "DecisionIndeterminate"
    )]
    public static partial void DecisionIndeterminate(this ILogger logger, string right, string? status);

    [LoggerMessage(
        3106,
        LogLevel.Warning,
        "A question was turned away: as many calls as SystemUser:Decisions:MaxConcurrentCalls are in flight, and as many wait.",
        EventName = "TooManyCallsInFlight"
    )]
    public static partial void TooManyCallsInFlight(this ILogger logger);

    [LoggerMessage(
        3107,
        LogLevel.Warning,
        "System user {SystemUser} asked more than SystemUser:Decisions:UncachedPerSystemUserPerMinute.",
        EventName = "TooManyQuestions"
    )]
    public static partial void TooManyQuestions(this ILogger logger, string systemUser);

    [LoggerMessage(
        3108,
        LogLevel.Warning,
        "The answer to a batch of {Count} questions on '{Resource}' could not be used, and no organization among them accounts for it. The resource stays out of batches for a minute.",
        EventName = "BatchSpoiled"
    )]
    public static partial void BatchSpoiled(this ILogger logger, string resource, int count);

    [LoggerMessage(
        3109,
        LogLevel.Information,
        "What was decided for system user {SystemUser} is forgotten on this host; other hosts may use it until SystemUser:Decisions:PermitLifetime is over.",
        EventName = "SystemUserForgotten"
    )]
    public static partial void SystemUserForgotten(this ILogger logger, string systemUser);

    [LoggerMessage(
        3110,
        LogLevel.Warning,
        "The shared cache could not be used ({Operation}: {Fault}); the policy decision point is asked where it would have known.",
        EventName = "SharedCacheFailed"
    )]
    public static partial void SharedCacheFailed(this ILogger logger, string operation, string fault);

    [LoggerMessage(
        3111,
        LogLevel.Warning,
        "The shared cache could not be told that system user {SystemUser} was forgotten ({Fault}). This host takes nothing from it that was decided before; other hosts may.",
        EventName = "SharedCacheNotTold"
    )]
    public static partial void SharedCacheNotTold(this ILogger logger, string systemUser, string fault);

    [LoggerMessage(
        3112,
        LogLevel.Warning,
        "Altinn does not know the organization {Party}, which system user {SystemUser} asked about ('{Right}'). It is answered 403 'party-unknown'.",
        EventName = "PartyUnknown"
    )]
    public static partial void PartyUnknown(
        this ILogger logger,
        OrganizationNumber party,
        string systemUser,
        string right
    );
}
