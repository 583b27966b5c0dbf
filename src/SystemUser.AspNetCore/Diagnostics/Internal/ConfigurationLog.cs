using Microsoft.Extensions.Logging;

namespace SystemUser.AspNetCore.Diagnostics.Internal;

/// <summary>Events of the configuration: 10xx.</summary>
internal static partial class ConfigurationLog
{
    [LoggerMessage(
        1001,
        LogLevel.Information,
        "Changed configuration was taken up.",
        EventName = "ConfigurationChanged"
    )]
    public static partial void ConfigurationChanged(this ILogger logger);

    [LoggerMessage(
        1002,
        LogLevel.Error,
        "Changed configuration is faulty and was not taken up; what was before stays in force. {Faults}",
        EventName = "ConfigurationChangeRefused"
    )]
    public static partial void ConfigurationChangeRefused(this ILogger logger, string faults);
}
