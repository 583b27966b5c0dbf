using Microsoft.Extensions.Logging;

namespace SystemUser.AspNetCore.Diagnostics.Internal;

/// <summary>What verification of tokens logs: ids 2000 to 2099. Reasons are the package's own words; nothing is taken from a token.</summary>
internal static partial class TokenLog
{
    [LoggerMessage(2000, LogLevel.Information, "A token was refused: {Fault}.", EventName = "TokenRefused")]
    public static partial void TokenRefused(this ILogger logger, string fault);

    [LoggerMessage(
        2001,
        LogLevel.Warning,
        "A token could not be verified, since Maskinporten's metadata and keys cannot be had.",
        EventName = "TokenVerificationUnavailable"
    )]
    public static partial void TokenVerificationUnavailable(this ILogger logger);

    [LoggerMessage(
        2002,
        LogLevel.Error,
        "A token could not be verified, because the package failed: {ExceptionType}. The request is answered 503.",
        EventName = "TokenVerificationFailed"
    )]
    public static partial void TokenVerificationFailed(this ILogger logger, string? exceptionType);

    [LoggerMessage(
        2003,
        LogLevel.Warning,
        "'OnMessageReceived' of the scheme Maskinporten has set a token, and it was dropped: tokens are taken from the header 'Authorization' alone, "
            + "since addresses are logged and cookies are sent by browsers unasked. Have clients send the header; a SignalR client of .NET does.",
        EventName = "TokenFromElsewhereDropped"
    )]
    public static partial void TokenFromElsewhereDropped(this ILogger logger);

    [LoggerMessage(
        2010,
        LogLevel.Debug,
        "The metadata of {Issuer} was fetched, with {KeyCount} signing keys.",
        EventName = "MetadataFetched"
    )]
    public static partial void MetadataFetched(this ILogger logger, string issuer, int keyCount);

    [LoggerMessage(
        2011,
        LogLevel.Warning,
        "The metadata of {Issuer} cannot be had or trusted: {Reason}",
        EventName = "MetadataUnavailable"
    )]
    public static partial void MetadataUnavailable(this ILogger logger, string issuer, string reason);

    [LoggerMessage(
        2012,
        LogLevel.Warning,
        "A key of Maskinporten's key set is not used: {Reason}.",
        EventName = "SigningKeySkipped"
    )]
    public static partial void SigningKeySkipped(this ILogger logger, string reason);
}
