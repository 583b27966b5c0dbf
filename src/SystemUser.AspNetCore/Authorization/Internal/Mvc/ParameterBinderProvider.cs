using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace SystemUser.AspNetCore.Authorization.Internal.Mvc;

/// <summary>Gives the binder of the package's values.</summary>
internal sealed class ParameterBinderProvider : IModelBinderProvider
{
    private static readonly ParameterBinder s_binder = new();

    public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
        ParameterTypes.KindOf(context.Metadata.ModelType) is null ? null : s_binder;
}
