using Microsoft.AspNetCore.Mvc;

namespace KravOgBetalingerApi.Errors;

/// <summary>An error answer, from controllers and minimal endpoints alike.</summary>
internal sealed class FeilResult(int status, string kode, string melding) : ActionResult, IResult
{
    /// <summary>The register has nothing for the party in the period.</summary>
    public static FeilResult IngenTreff { get; } =
        new(StatusCodes.Status404NotFound, Feilkoder.IngenTreff, "Ingen treff for parten i perioden");

    /// <summary>The register does not know the party.</summary>
    public static FeilResult UkjentPart { get; } =
        new(StatusCodes.Status404NotFound, Feilkoder.UkjentPart, "Parten er ukjent");

    /// <summary>The caller has no consent.</summary>
    public static FeilResult Samtykke { get; } =
        new(
            StatusCodes.Status403Forbidden,
            Feilkoder.Samtykke,
            "Rettighetspakken finans krever samtykke, som en systembruker ikke har"
        );

    /// <summary>The caller has a consent that does not cover the request.</summary>
    public static FeilResult UgyldigSamtykke(string melding) =>
        new(StatusCodes.Status403Forbidden, Feilkoder.Samtykke, melding);

    /// <summary>The input is invalid.</summary>
    public static FeilResult UgyldigInndata(string melding) =>
        new(StatusCodes.Status400BadRequest, Feilkoder.UgyldigInndata, melding);

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext) =>
        httpContext.WriteFeilAsync(status, kode, melding, httpContext.RequestAborted);

    /// <inheritdoc/>
    public override Task ExecuteResultAsync(ActionContext context) => ExecuteAsync(context.HttpContext);
}
