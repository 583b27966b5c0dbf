using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Authorization.Internal;

namespace SystemUser.AspNetCore.Internal.Start;

/// <summary>Finds demands in the two places where the framework reads an attribute's scheme and overlooks its requirements: there it would let every token in.</summary>
internal sealed class InertDemands(IServiceProvider services)
{
    /// <summary>Finds demands on methods of hubs; those of the hub itself stand on its endpoint, and are enforced.</summary>
    public static IEnumerable<(string Where, StartFault Fault)> OnHubMethods(IEnumerable<SurveyedEndpoint> endpoints) =>
        from hub in endpoints
            .Select(endpoint => endpoint.Endpoint.Metadata.GetMetadata<HubMetadata>()?.HubType)
            .OfType<Type>()
            .Distinct()
        from method in hub.GetMethods(BindingFlags.Public | BindingFlags.Instance)
        where method.GetCustomAttributes(inherit: true).Any(IsDemand)
        select ($"{hub.Name}.{method.Name}", StartFaults.OnHubMethod);

    /// <summary>Finds demands on controllers that run without endpoint routing.</summary>
    public IEnumerable<(string Where, StartFault Fault)> OnUnroutedActions() =>
        services.GetRequiredService<IOptions<MvcOptions>>().Value.EnableEndpointRouting
        || services.GetService<IActionDescriptorCollectionProvider>() is not { } actions
            ? []
            : actions
                .ActionDescriptors.Items.OfType<ControllerActionDescriptor>()
                .Where(action =>
                    action.MethodInfo.GetCustomAttributes(inherit: true).Any(IsDemand)
                    || action.ControllerTypeInfo.GetCustomAttributes(inherit: true).Any(IsDemand)
                    || action.EndpointMetadata.OfType<ParameterDemand>().Any()
                )
                .Select(action =>
                    ($"{action.ControllerTypeInfo.Name}.{action.MethodInfo.Name}", StartFaults.WithoutEndpointRouting)
                );

    private static bool IsDemand(object attribute) =>
        attribute is RequireSystemUserRightAttribute or RequireMaskinportenScopeAttribute;
}
