using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace SystemUser.AspNetCore.Authorization.Internal.Mvc;

/// <summary>Binds a parameter that has the name of the party from where the party is checked.</summary>
/// <remarks>Controllers without <c>[ApiController]</c> would take it from a form first, whatever the path says, and act on another party than was checked.</remarks>
internal sealed class PartyBindingConvention : IApplicationModelConvention
{
    public void Apply(ApplicationModel application)
    {
        foreach (var action in application.Controllers.SelectMany(controller => controller.Actions))
        {
            foreach (var demand in DemandsOn(action))
            {
                Bind(action, demand.PartyFromRoute, BindingSource.Path);
                Bind(action, demand.PartyFromQuery, BindingSource.Query);
            }
        }
    }

    private static IEnumerable<RequireSystemUserRightAttribute> DemandsOn(ActionModel action) =>
        action.Attributes.Concat(action.Controller.Attributes).OfType<RequireSystemUserRightAttribute>();

    private static void Bind(ActionModel action, string? name, BindingSource source)
    {
        foreach (var parameter in action.Parameters)
        {
            var binding = parameter.BindingInfo;
            if (
                binding?.BindingSource is null
                && string.Equals(binding?.BinderModelName ?? parameter.Name, name, StringComparison.OrdinalIgnoreCase)
            )
            {
                (parameter.BindingInfo ??= new BindingInfo()).BindingSource = source;
            }
        }
    }
}
