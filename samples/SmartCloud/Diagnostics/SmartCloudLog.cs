using SmartCloud.Customers;

namespace SmartCloud.Diagnostics;

/// <summary>Every log event of SmartCloud. None holds a token, a key or an organization number.</summary>
internal static partial class SmartCloudLog
{
    /// <summary>Logs that a companion is started.</summary>
    [LoggerMessage(
        1001,
        LogLevel.Information,
        "Nothing answers at {Address} yet; starting {Project}. The first build takes a moment.",
        EventName = "CompanionStarting"
    )]
    public static partial void CompanionStarting(this ILogger logger, Uri address, string project);

    /// <summary>Logs that a companion did not come up.</summary>
    [LoggerMessage(
        1002,
        LogLevel.Warning,
        "Nothing answers at {Address}. Start it by hand: dotnet run --project {Project}",
        EventName = "CompanionMissing"
    )]
    public static partial void CompanionMissing(this ILogger logger, Uri address, string project);

    /// <summary>Logs that something else answers where a companion should.</summary>
    [LoggerMessage(
        1006,
        LogLevel.Warning,
        "What answers at {Address} is not {Companion} but another server ({Server}). Stop it, or move the whole demo: "
            + "dotnet run --project samples/SmartCloud --urls http://localhost:6070",
        EventName = "ForeignServer"
    )]
    public static partial void ForeignServer(this ILogger logger, string companion, Uri address, string server);

    /// <summary>Logs that a client was registered in the sandbox.</summary>
    [LoggerMessage(
        1003,
        LogLevel.Information,
        "The {Kind} system's client is registered at the sandbox's Maskinporten.",
        EventName = "ClientRegistered"
    )]
    public static partial void ClientRegistered(this ILogger logger, SystemKind kind);

    /// <summary>Logs that a client could not be registered in the sandbox.</summary>
    [LoggerMessage(
        1004,
        LogLevel.Warning,
        "The {Kind} system's client could not be registered at the sandbox's Maskinporten. Start the sandbox, then use "
            + "the page 'Set-up'.",
        EventName = "ClientNotRegistered"
    )]
    public static partial void ClientNotRegistered(this ILogger logger, SystemKind kind);

    /// <summary>Logs that the state could not be written.</summary>
    [LoggerMessage(
        1005,
        LogLevel.Error,
        "The state could not be written. Make room on the disk of the state folder; nothing that was acknowledged is lost.",
        EventName = "StateNotWritten"
    )]
    public static partial void StateNotWritten(this ILogger logger);
}
