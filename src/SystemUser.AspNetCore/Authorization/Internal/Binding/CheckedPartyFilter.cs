using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Filters;

namespace SystemUser.AspNetCore.Authorization.Internal.Binding;

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

    private static SystemUserProblemResult? Of(HttpContext httpContext) =>
        Admission.Of(httpContext)?.Contradiction?.ToResult();
}
