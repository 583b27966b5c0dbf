using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace SystemUser.AspNetCore.Authorization.Internal.Binding;

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
