using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.Filters;

namespace SystemUser.AspNetCore.Authorization.Internal.Binding;

/// <summary>Adds to every action that takes one of the package's values the demand of what it is read from.</summary>
internal sealed class ParameterConvention : IApplicationModelConvention
{
    public void Apply(ApplicationModel application)
    {
        foreach (var controller in application.Controllers)
        {
            var properties = controller
                .ControllerProperties.Where(property => property.BindingInfo is not null)
                .Select(property => property.ParameterType)
                .ToArray();
            foreach (var action in controller.Actions)
            {
                Apply(action, properties);
            }
        }
    }

    private static void Apply(ActionModel action, Type[] properties)
    {
        var types = action.Parameters.Select(parameter => parameter.ParameterType).Concat(properties);
        foreach (var kind in types.Select(ParameterTypes.KindOf).OfType<ParameterKind>().Distinct())
        {
            foreach (var selector in action.Selectors)
            {
                selector.EndpointMetadata.Add(new ParameterDemand(kind) { IsGuarded = true });
            }

            action.Filters.Add(new ParameterFilter(kind));
        }
    }
}

/// <summary>Answers in place of an action whose parameter has no value, before anything is bound.</summary>
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
