using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.Extensions.Options;
using SystemUser.AspNetCore.Authorization.Internal.Audit;

namespace SystemUser.AspNetCore.Authorization.Internal.Binding;

/// <summary>Teaches controllers to take the package's values as parameters. Has no effect in an app without controllers.</summary>
internal sealed class ConfigureMvc(AuditTrail audit) : IConfigureOptions<MvcOptions>, IPostConfigureOptions<MvcOptions>
{
    public void Configure(MvcOptions options)
    {
        options.ModelBinderProviders.Insert(0, new ParameterBinderProvider());
        options.Conventions.Add(new ParameterConvention());
        options.Filters.Add(new CheckedValueFilter(audit));
        options.Filters.Add(new RefusalFilter());
        foreach (var type in ParameterTypes.All)
        {
            options.ModelMetadataDetailsProviders.Add(new BindingSourceMetadataProvider(type, BindingSource.Special));
        }
    }

    public void PostConfigure(string? name, MvcOptions options) =>
        options.ValueProviderFactories.Add(new CheckedValueFactory());
}

/// <summary>Binds the package's values, from what the token says and what was checked; never from what the request claims.</summary>
internal sealed class ParameterBinder : IModelBinder
{
    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var httpContext = bindingContext.HttpContext;
        object? value = ParameterTypes.KindOf(bindingContext.ModelType) switch
        {
            ParameterKind.SystemUser => httpContext.GetSystemUser(),
            ParameterKind.Party => Admission.Of(httpContext)?.Party,
            _ => httpContext.GetMaskinportenCaller(),
        };
        var demanded = bindingContext.ActionContext.ActionDescriptor.EndpointMetadata.OfType<ParameterDemand>();
        if (value is null || !demanded.Any())
        {
            throw new InvalidOperationException(
                $"{bindingContext.ModelType.Name} cannot be bound here: nothing has demanded it of the request. Take it as a parameter of a controller's action, or from the HttpContext."
            );
        }

        bindingContext.Result = ModelBindingResult.Success(value);
        bindingContext.ValidationState[value] = new() { SuppressValidation = true };
        return Task.CompletedTask;
    }
}

/// <summary>Gives the binder of the package's values.</summary>
internal sealed class ParameterBinderProvider : IModelBinderProvider
{
    private static readonly ParameterBinder s_binder = new();

    public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
        ParameterTypes.KindOf(context.Metadata.ModelType) is null ? null : s_binder;
}

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
