using System.Net;
using Polly.Timeout;

namespace SystemUser.AspNetCore.Outbound.Internal;

/// <summary>Which faults are expected to pass: these are retried, and these alone open circuits.</summary>
internal static class OutboundFaults
{
    public static bool IsTransient(HttpStatusCode status) =>
        status
            is HttpStatusCode.RequestTimeout
                or HttpStatusCode.TooManyRequests
                or >= HttpStatusCode.InternalServerError;

    /// <remarks>A cancellation is an outage too: callers never cancel a call, only its time budget does.</remarks>
    public static bool IsTransient(Exception exception) =>
        exception switch
        {
            HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => false,
            HttpRequestException or IOException or TimeoutRejectedException or OperationCanceledException => true,
            _ => false,
        };

    /// <summary>Says what happened in words that are safe to log: no address, no text of the other side's.</summary>
    public static string Describe(Exception exception) =>
        exception switch
        {
            HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } =>
                "the answer is too long",
            HttpRequestException { HttpRequestError: var error } => $"the connection failed ({error})",
            HttpIOException { HttpRequestError: var error } => $"the connection failed ({error})",
            IOException => "the connection failed",
            TimeoutRejectedException or OperationCanceledException => "no answer in time",
            _ => exception.GetType().Name,
        };
}
