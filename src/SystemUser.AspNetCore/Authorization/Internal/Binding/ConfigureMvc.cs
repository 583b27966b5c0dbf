using Microsoft.AspNetCore.Mvc;
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
