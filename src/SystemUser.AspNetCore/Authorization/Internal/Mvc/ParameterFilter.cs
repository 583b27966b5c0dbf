using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace SystemUser.AspNetCore.Authorization.Internal.Mvc;

/// <summary>Answers in place of an action whose parameter cannot be had, before anything is bound.</summary>
internal sealed class ParameterFilter(ParameterKind kind) : IAsyncAuthorizationFilter
{
    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        if (await ParameterGuard.AnswerAsync(context.HttpContext, kind))
        {
            context.Result = new EmptyResult();
        }
    }
}
