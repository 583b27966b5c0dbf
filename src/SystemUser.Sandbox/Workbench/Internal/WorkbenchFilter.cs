using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using SystemUser.Sandbox.Wire.Internal.Http;

namespace SystemUser.Sandbox.Workbench.Internal;

/// <summary>Goes before every page: says what a browser may do with it, and that a form came from a page of this sandbox.</summary>
internal sealed class WorkbenchFilter(IAntiforgery antiforgery) : IEndpointFilter
{
    private const string Policy =
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static readonly Problem s_notOurs = new(
        "WORKBENCH-00001",
        StatusCodes.Status400BadRequest,
        "The form did not come from a page of this workbench, or the sandbox was started anew since. Reload the page and try again."
    );

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.User = new ClaimsPrincipal(new ClaimsIdentity());
        var isOurs = !HttpMethods.IsPost(http.Request.Method) || await IsOwnFormAsync(http);
        var visit = http.RequestServices.GetRequiredService<WorkbenchVisit>();
        var tokens = antiforgery.GetAndStoreTokens(http);
        (visit.FormTokenName, visit.FormToken) = (tokens.FormFieldName, tokens.RequestToken!);

        // After antiforgery, which warns of a Cache-Control that it finds.
        WriteHeaders(http.Response.Headers);
        return isOurs ? await next(context) : WorkbenchAnswers.Refuse(s_notOurs);
    }

    private static void WriteHeaders(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }

    private async Task<bool> IsOwnFormAsync(HttpContext context)
    {
        try
        {
            return context.Request.HasFormContentType
                && await context.Request.ReadFormAsync(context.RequestAborted) is not null
                && await antiforgery.IsRequestValidAsync(context);
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or AntiforgeryValidationException)
        {
            return false;
        }
    }
}
