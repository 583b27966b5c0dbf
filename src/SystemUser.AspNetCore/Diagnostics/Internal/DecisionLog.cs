using Microsoft.Extensions.Logging;

namespace SystemUser.AspNetCore.Diagnostics.Internal;

/// <summary>What is logged of the decision engine and the policy decision point: ids 3100–3199.</summary>
internal static partial class DecisionLog
{
    [LoggerMessage(
        3100,
        LogLevel.Warning,
        "The policy decision point is left alone for 10 seconds: at least half of the last calls failed.",
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
        "The policy decision point could not decide on '{Right}' (status {Status}). Check that the resource and the action exist in Altinn's resource registry.",
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
        "A batch of {Count} questions on '{Resource}' could not be used; it is halved to find the question that spoiled it, and the resource stays out of batches for a minute.",
        EventName = "BatchSpoiled"
    )]
    public static partial void BatchSpoiled(this ILogger logger, string resource, int count);

    [LoggerMessage(
        3109,
        LogLevel.Information,
        "What was decided for system user {SystemUser} is forgotten.",
        EventName = "SystemUserForgotten"
    )]
    public static partial void SystemUserForgotten(this ILogger logger, string systemUser);

    [LoggerMessage(
        3110,
        LogLevel.Warning,
        "The shared cache could not be used ({Operation}: {Fault}); the policy decision point is asked instead.",
        EventName = "SharedCacheFailed"
    )]
    public static partial void SharedCacheFailed(this ILogger logger, string operation, string fault);
}
