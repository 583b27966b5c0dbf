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

    [LoggerMessage(3102, LogLevel.Warning, "No decision on '{Right}' was had. {Reason}", EventName = "DecisionNotHad")]
    public static partial void DecisionNotHad(this ILogger logger, string right, string reason);
}
