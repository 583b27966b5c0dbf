using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using SystemUser.AspNetCore.Authorization.Internal.Audit;

namespace SystemUser.AspNetCore.Authorization.Internal.Binding;

/// <summary>Answers in place of an action or a page that would be given another party or instance than was checked, and has that recorded.</summary>
internal sealed class CheckedValueFilter(AuditTrail audit) : IAsyncActionFilter, IAsyncPageFilter, IOrderedFilter
{
    /// <summary>Gets the place before all filters that might use, or complain of, what was bound.</summary>
    public int Order => int.MinValue;

    public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        context.Result = await FindAsync(context.HttpContext);
        if (context.Result is null)
        {
            await next();
        }
    }

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(
        PageHandlerExecutingContext context,
        PageHandlerExecutionDelegate next
    )
    {
        context.Result = await FindAsync(context.HttpContext);
        if (context.Result is null)
        {
            await next();
        }
    }

    private async ValueTask<IActionResult?> FindAsync(HttpContext httpContext)
    {
        if (Admission.Of(httpContext) is not { Contradiction: var (question, problem) } admission)
        {
            return null;
        }

        // The right was granted before the form was read; what came of it in the end is recorded too.
        var told = await audit.RecordAsync(
            admission.SystemUser!,
            question,
            problem,
            answer: null,
            httpContext.RequestServices,
            httpContext.RequestAborted
        );
        return (told ?? problem).ToResult();
    }
}
