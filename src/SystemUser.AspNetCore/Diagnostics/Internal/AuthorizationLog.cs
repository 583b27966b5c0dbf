using Microsoft.Extensions.Logging;

namespace SystemUser.AspNetCore.Diagnostics.Internal;

/// <summary>What authorization logs: ids 3000 to 3099.</summary>
internal static partial class AuthorizationLog
{
    [LoggerMessage(
        3000,
        LogLevel.Error,
        "The ISystemUserProblemWriter failed with {ExceptionType}; '{Code}' was answered without a body.",
        EventName = "ProblemWriterFailed"
    )]
    public static partial void ProblemWriterFailed(ILogger logger, string code, string? exceptionType);
}
