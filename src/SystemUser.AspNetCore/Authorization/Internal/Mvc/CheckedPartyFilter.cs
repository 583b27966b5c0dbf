using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;

namespace SystemUser.AspNetCore.Authorization.Internal.Mvc;

/// <summary>Answers in place of an action or a page that would be given another party than was checked.</summary>
internal sealed class CheckedPartyFilter : IAsyncActionFilter, IAsyncPageFilter, IOrderedFilter
{
    /// <summary>Gets the place before all filters that might use, or complain of, what was bound.</summary>
    public int Order => int.MinValue;

    public Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        context.Result = Of(context.HttpContext);
        return context.Result is null ? next() : Task.CompletedTask;
    }

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        context.Result = Of(context.HttpContext);
        return context.Result is null ? next() : Task.CompletedTask;
    }

    private static Answer? Of(HttpContext httpContext) =>
        Admission.Of(httpContext)?.Contradiction is { } problem ? new Answer(problem) : null;

    private sealed class Answer(SystemUserProblem problem) : IActionResult
    {
        public Task ExecuteResultAsync(ActionContext context) =>
            context
                .HttpContext.RequestServices.GetRequiredService<ProblemAnswer>()
                .AnswerAsync(context.HttpContext, problem);
    }
}
