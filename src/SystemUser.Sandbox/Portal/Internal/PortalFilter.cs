using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using SystemUser.Sandbox.Portal.Internal.Texts;

namespace SystemUser.Sandbox.Portal.Internal;

/// <summary>Goes before every page: says what a browser may do with it, who looks at it, and that a form came from a page of theirs.</summary>
internal sealed class PortalFilter(IAntiforgery antiforgery, ActorCookie cookie, PortalCookies cookies)
    : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var visit = http.RequestServices.GetRequiredService<PortalVisit>();
        visit.Language = Languages.Of(http.Request);
        visit.Address = $"{http.Request.Path}{http.Request.QueryString}";
        visit.Actor = cookie.Read(http);
        visit.Stays = http.Request.Cookies[PortalCookies.Stay] is not null;
        ReadOutcome(http, visit);

        // Antiforgery ties forms to the user, so that a form shown to one person is not sent by another.
        http.User = visit.Actor is { } actor
            ? new ClaimsPrincipal(
                new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, actor.Person.Pid)], "Portal")
            )
            : new ClaimsPrincipal(new ClaimsIdentity());

        var isForm = HttpMethods.IsPost(http.Request.Method);
        var isOurs = !isForm || await IsOwnFormAsync(http);
        var tokens = antiforgery.GetAndStoreTokens(http);
        visit.FormTokenName = tokens.FormFieldName;
        visit.FormToken = tokens.RequestToken!;

        // After antiforgery, which warns of a Cache-Control that it finds.
        PortalHeaders.Write(http.Response.Headers);
        return isOurs ? await next(context) : PortalAnswers.Refuse(PortalProblems.FormNotOurs);
    }

    private void ReadOutcome(HttpContext http, PortalVisit visit)
    {
        if (HttpMethods.IsGet(http.Request.Method) && http.Request.Cookies[cookies.Done] is { } done)
        {
            visit.Done = done;
            http.Response.Cookies.Delete(cookies.Done);
        }
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
