using Microsoft.AspNetCore.Http.HttpResults;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.Workbench.Pages;

namespace SystemUser.Sandbox.Workbench.Internal;

/// <summary>The workbench's answers: pages, and the way from a form to the page that shows what came of it.</summary>
internal static class WorkbenchAnswers
{
    /// <summary>Shows a page.</summary>
    /// <param name="model">What it shows.</param>
    /// <param name="what">What has just been done, by the word in the address.</param>
    public static IResult Show<TPage>(object? model = null, string? what = null)
        where TPage : WorkbenchComponent => Show<TPage>(model, what, problem: null, StatusCodes.Status200OK);

    /// <summary>Shows a page with what is wrong with what was filled in.</summary>
    public static IResult ShowProblem<TPage>(object? model, Problem problem)
        where TPage : WorkbenchComponent => Show<TPage>(model, what: null, problem.Text, problem.Status);

    /// <summary>Says why nothing was done.</summary>
    public static IResult Refuse(Problem problem) => Show<Refused>(problem, null, null, problem.Status);

    /// <summary>Redirects from a form to a page, so that going back or reloading sends nothing again.</summary>
    public static IResult See(string address) => new SeeOther(address);

    private static RazorComponentResult<TPage> Show<TPage>(object? model, string? what, string? problem, int statusCode)
        where TPage : WorkbenchComponent =>
        new(
            new
            {
                Model = model,
                What = what,
                Problem = problem,
            }
        )
        {
            StatusCode = statusCode,
            PreventStreamingRendering = true,
        };
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
