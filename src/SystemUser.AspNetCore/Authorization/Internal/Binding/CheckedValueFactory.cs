using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace SystemUser.AspNetCore.Authorization.Internal.Binding;

/// <summary>Sees to it that what has the name of a party or an instance is bound to the one that was checked, wherever the request gives it.</summary>
/// <remarks>
/// Without an explicit source, controllers and Razor Pages take a value from a form first, whatever path and query say. The last of the
/// factories, so that it stands in front of what all others have made; <c>TryUpdateModelAsync</c> asks them too.
/// </remarks>
internal sealed class CheckedValueFactory : IValueProviderFactory
{
    public Task CreateValueProviderAsync(ValueProviderFactoryContext context)
    {
        if (Admission.Of(context.ActionContext.HttpContext) is { FromRequest.Count: > 0 } admission)
        {
            var all = context.ValueProviders.ToList();
            context.ValueProviders.Clear();
            context.ValueProviders.Add(new Provider(all, admission, context.ActionContext));
        }

        return Task.CompletedTask;
    }

    private sealed class Provider(IList<IValueProvider> providers, Admission admission, ActionContext action)
        : CompositeValueProvider(providers),
            IBindingSourceValueProvider
    {
        public override ValueProviderResult GetValue(string key)
        {
            var value = base.GetValue(key);
            foreach (var given in admission.FromRequest)
            {
                if (IsName(key, given.Place.Name) && !IsAll(value, given.Text))
                {
                    var problem = given.ToProblem();
                    admission.Contradiction = (given.Question, problem);
                    action.ModelState.TryAddModelError(key, problem.Detail);
                    return ValueProviderResult.None;
                }
            }

            return value;
        }

        /// <summary>Whoever writes <c>[FromForm]</c> means the form, even if the name is that of what was checked.</summary>
        IValueProvider? IBindingSourceValueProvider.Filter(BindingSource bindingSource)
        {
            var filtered = Filter(bindingSource);
            return filtered is CompositeValueProvider own && action.ActionDescriptor.Parameters.Any(IsInferred)
                ? new Provider(own, admission, action)
                : filtered;

            bool IsInferred(ParameterDescriptor parameter) =>
                parameter.BindingInfo?.BindingSource == bindingSource
                && admission.FromRequest.Any(given =>
                    IsName(parameter.BindingInfo.BinderModelName ?? parameter.Name, given.Place.Name)
                )
                && parameter is IParameterInfoParameterDescriptor { ParameterInfo: { } info }
                && !info.GetCustomAttributes(inherit: true)
                    .Any(attribute => attribute is IBindingSourceMetadata { BindingSource: not null });
        }

        /// <summary>Tells whether a key ends in a name: <c>org</c>, <c>Input.Org</c>, <c>org[0]</c>.</summary>
        private static bool IsName(ReadOnlySpan<char> key, ReadOnlySpan<char> name)
        {
            var last = key[(key.LastIndexOf('.') + 1)..];
            var index = last.IndexOf('[');
            return (index < 0 ? last : last[..index]).Equals(name, StringComparison.OrdinalIgnoreCase);
        }

        private static bool IsAll(ValueProviderResult value, string text) =>
            value.All(given => string.Equals(given, text, StringComparison.Ordinal));
    }
}

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
