using System.Data.Common;
using Microsoft.AspNetCore.Diagnostics;
using SystemUser.AspNetCore.Altinn;

namespace KravOgBetalingerApi.Errors;

/// <summary>Answers what no endpoint caught: the caller's fault, a system behind the API, or the API's own.</summary>
internal sealed partial class FeilExceptionHandler(ILogger<FeilExceptionHandler> logger) : IExceptionHandler
{
    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext,
        Exception exception,
        CancellationToken cancellationToken
    )
    {
        if (httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true; // Nobody is left to be answered, and it is no fault of the API's.
        }

        var (status, kode, melding) = Of(exception);
        if (exception is AuthorizedPartyDirectoryException { IsTransient: true, RetryAfter: var wait })
        {
            httpContext.Response.Headers.RetryAfter = RetryAfter.Seconds(wait);
        }

        await httpContext.WriteFeilAsync(status, kode, melding, cancellationToken);
        return true;
    }

    private static bool IsDatabaseFault(Exception? exception) =>
        exception is DbException || (exception is not null && IsDatabaseFault(exception.InnerException));

    private (int Status, string Kode, string Melding) Of(Exception exception)
    {
        switch (exception)
        {
            case BadHttpRequestException bad:
                RequestUnreadable(logger, bad.StatusCode);
                return (
                    StatusCodes.Status400BadRequest,
                    Feilkoder.UgyldigInndata,
                    bad.StatusCode == StatusCodes.Status413PayloadTooLarge
                        ? "Innholdet er for stort"
                        : "Forespørselen er ugyldig"
                );
            case AuthorizedPartyDirectoryException directory:
                DirectoryUnavailable(logger, directory.IsTransient);
                return (
                    StatusCodes.Status503ServiceUnavailable,
                    Feilkoder.BakenforliggendeSystem,
                    "Klientlisten kan ikke hentes nå, prøv igjen senere"
                );
            case var _ when IsDatabaseFault(exception):
                DatabaseFault(logger, exception.GetBaseException().GetType().FullName);
                return (
                    StatusCodes.Status500InternalServerError,
                    Feilkoder.BakenforliggendeSystem,
                    "Data kan ikke hentes nå, prøv igjen senere"
                );
            default:
                UnexpectedFault(logger, exception);
                return (StatusCodes.Status500InternalServerError, Feilkoder.UventetFeil, "Uventet feil");
        }
    }

    [LoggerMessage(
        1,
        LogLevel.Information,
        "The request could not be read: {Status}.",
        EventName = "RequestUnreadable"
    )]
    private static partial void RequestUnreadable(ILogger logger, int status);

    [LoggerMessage(
        2,
        LogLevel.Error,
        "The register could not be read or written: {Fault}.",
        EventName = "DatabaseFault"
    )]
    private static partial void DatabaseFault(ILogger logger, string? fault);

    [LoggerMessage(
        3,
        LogLevel.Error,
        "The list of clients could not be had; transient: {IsTransient}.",
        EventName = "DirectoryUnavailable"
    )]
    private static partial void DirectoryUnavailable(ILogger logger, bool isTransient);

    [LoggerMessage(4, LogLevel.Error, "An unexpected fault.", EventName = "UnexpectedFault")]
    private static partial void UnexpectedFault(ILogger logger, Exception exception);
}
