using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using SystemUser.Sandbox.Portal.Internal.Texts;
using SystemUser.Sandbox.Portal.Pages;
using SystemUser.Sandbox.Wire.Internal.Http;

namespace SystemUser.Sandbox.Portal.Internal;

/// <summary>The portal's answers: pages, and the way from a form to the page that shows what came of it.</summary>
internal static class PortalAnswers
{
    /// <summary>Shows a page with parameters given as an anonymous object.</summary>
    public static IResult Show<TPage>(object? parameters = null, int statusCode = StatusCodes.Status200OK)
        where TPage : IComponent =>
        new RazorComponentResult<TPage>(parameters ?? new { })
        {
            StatusCode = statusCode,
            PreventStreamingRendering = true,
        };

    /// <summary>Says why nothing was done.</summary>
    /// <param name="problem">Why.</param>
    /// <param name="party">The organization that it is about, if it is another than the one that the visitor acts for.</param>
    /// <param name="isClients">Whether it is about clients.</param>
    public static IResult Refuse(Problem problem, string? party = null, bool isClients = false) =>
        Show<Refused>(
            new
            {
                problem.Code,
                Detail = problem.Text,
                Faults = (IReadOnlyList<string>)[.. problem.Faults.Select(fault => fault.Text)],
                Party = party,
                IsClients = isClients,
            },
            problem.Status
        );

    /// <summary>Says that a form of another site is not accepted. Comes before the pages, and does not look at who sends it.</summary>
    public static Task RefuseOtherOriginAsync(HttpContext context)
    {
        PortalHeaders.Write(context.Response.Headers);
        var visit = context.RequestServices.GetRequiredService<PortalVisit>();
        visit.Language = Languages.Of(context.Request);
        visit.Address = $"{context.Request.Path}{context.Request.QueryString}";
        return Refuse(PortalProblems.OtherOrigin).ExecuteAsync(context);
    }

    /// <summary>Redirects from a form to a page, so that going back or reloading sends nothing again.</summary>
    public static IResult See(string address) => new SeeOther(address);

    /// <summary>Redirects from a form to a page that says once what came of it.</summary>
    /// <param name="address">The page.</param>
    /// <param name="done">What was done, or is wrong with the form: one of <see cref="Outcomes"/>.</param>
    public static IResult See(string address, string done) => new SeeOther(address) { Done = done };

    /// <summary>Redirects to a page, or says why nothing was done.</summary>
    public static IResult SeeOrRefuse<T>(Result<T> result, Func<T, string> address) =>
        result.Is(out var value, out var problem) ? See(address(value)) : Refuse(problem);

    /// <summary>Redirects to a page that says once what was done, or says why nothing was.</summary>
    public static IResult SeeOrRefuse<T>(Result<T> result, string done, Func<T, string> address) =>
        result.Is(out var value, out var problem) ? See(address(value), done) : Refuse(problem);
}

/// <summary>303: look there for what came of it.</summary>
internal sealed class SeeOther(string address) : IResult
{
    /// <summary>What the page is to say; it says it once, because the cookie that carries it goes when the page is shown.</summary>
    public string? Done { get; init; }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (Done is not null)
        {
            var cookies = httpContext.RequestServices.GetRequiredService<PortalCookies>();
            PortalCookies.Write(httpContext, cookies.Done, Done);
        }

        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = address;
        return Task.CompletedTask;
    }
}
