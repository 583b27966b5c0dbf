using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
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
    public static IResult Refuse(Problem problem) =>
        Show<Refused>(
            new
            {
                problem.Code,
                Detail = problem.Text,
                Faults = (IReadOnlyList<string>)[.. problem.Faults.Select(fault => fault.Text)],
            },
            problem.Status
        );

    /// <summary>Says that a form of another site is not accepted. Comes before the pages, and does not look at who sends it.</summary>
    public static Task RefuseOtherOriginAsync(HttpContext context)
    {
        PortalHeaders.Write(context.Response.Headers);
        var visit = context.RequestServices.GetRequiredService<PortalVisit>();
        visit.IsEnglish = context.Request.Cookies[PortalFilter.LanguageCookie] == "en";
        visit.Address = $"{context.Request.Path}{context.Request.QueryString}";
        return Refuse(PortalProblems.OtherOrigin).ExecuteAsync(context);
    }

    /// <summary>Redirects from a form to a page, so that going back or reloading sends nothing again.</summary>
    public static IResult See(string address) => new SeeOther(address);

    /// <summary>Redirects to a page, or says why nothing was done.</summary>
    public static IResult SeeOrRefuse<T>(Result<T> result, Func<T, string> address) =>
        result.Is(out var value, out var problem) ? See(address(value)) : Refuse(problem);
}

/// <summary>303: look there for what came of it.</summary>
internal sealed class SeeOther(string address) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = address;
        return Task.CompletedTask;
    }
}
