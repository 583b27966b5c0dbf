using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.Authorization;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.Razor.Compilation;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Authorization.Internal;
using SystemUser.AspNetCore.Authorization.Internal.Binding;

namespace SystemUser.AspNetCore.Start.Internal;

/// <summary>Finds demands where the framework overlooks them: there they would let every token in, or everybody.</summary>
[RequiresUnreferencedCode("It looks at types and methods that nobody may call.")]
internal sealed class InertDemands(IServiceProvider services, IReadOnlyList<SurveyedEndpoint> endpoints)
{
    public IEnumerable<(string Where, StartFault Fault)> Find() =>
        [.. OnHubMethods(), .. OnDeclaringTypes(), .. new InertMvcDemands(services).Find()];

    /// <summary>Tells whether a method, or a class, carries a demand.</summary>
    public static bool IsOn(MemberInfo member) =>
        member
            .GetCustomAttributes(inherit: true)
            .Any(attribute => attribute is SystemUserRightDemandAttribute or RequireMaskinportenScopeAttribute);

    /// <summary>Those of the hub itself stand on its endpoint, and are enforced.</summary>
    private IEnumerable<(string, StartFault)> OnHubMethods() =>
        from hub in endpoints
            .Select(endpoint => endpoint.Endpoint.Metadata.GetMetadata<HubMetadata>()?.HubType)
            .OfType<Type>()
            .Distinct()
        from method in hub.GetMethods(BindingFlags.Public | BindingFlags.Instance)
        where IsOn(method)
        select ($"{hub.Name}.{method.Name}", StartFaults.OnHubMethod);

    private IEnumerable<(string, StartFault)> OnDeclaringTypes() =>
        from endpoint in endpoints
        let metadata = endpoint.Endpoint.Metadata
        where metadata.GetMetadata<ControllerActionDescriptor>() is null
        where metadata.GetMetadata<MethodInfo>() is { } handler && DeclaringTypes(handler).Any(IsOn)
        select (endpoint.Name, StartFaults.OnDeclaringType);

    /// <summary>The class that a lambda is written in is outside the one that the compiler makes for it.</summary>
    private static IEnumerable<Type> DeclaringTypes(MemberInfo member)
    {
        for (var type = member.DeclaringType; type is not null; type = type.DeclaringType)
        {
            yield return type;
        }
    }
}

/// <summary>Finds demands that controllers and Razor Pages overlook.</summary>
[RequiresUnreferencedCode("It looks at types and methods that nobody may call.")]
internal sealed class InertMvcDemands(IServiceProvider services)
{
    private readonly IReadOnlyList<ControllerActionDescriptor> _actions =
    [
        .. services
            .GetService<IActionDescriptorCollectionProvider>()
            ?.ActionDescriptors.Items.OfType<ControllerActionDescriptor>()
            ?? [],
    ];

    public IEnumerable<(string Where, StartFault Fault)> Find() =>
        [.. Unrouted(), .. OnInterfaceMethods(), .. InFilters(), .. OnPageHandlers()];

    private IEnumerable<(string, StartFault)> Unrouted() =>
        services.GetRequiredService<IOptions<MvcOptions>>().Value.EnableEndpointRouting
            ? []
            : from action in _actions
            where
                InertDemands.IsOn(action.MethodInfo)
                || InertDemands.IsOn(action.ControllerTypeInfo)
                || action.EndpointMetadata.OfType<ParameterDemand>().Any()
            select (NameOf(action), StartFaults.WithoutEndpointRouting);

    private IEnumerable<(string, StartFault)> OnInterfaceMethods() =>
        from action in _actions
        from contract in action.ControllerTypeInfo.ImplementedInterfaces
        let map = action.ControllerTypeInfo.GetInterfaceMap(contract)
        from index in Enumerable.Range(0, map.TargetMethods.Length)
        where map.TargetMethods[index] == action.MethodInfo && InertDemands.IsOn(map.InterfaceMethods[index])
        select ($"{contract.Name}.{action.MethodInfo.Name}", StartFaults.OnInterfaceMethod);

    /// <summary>Filters for all controllers are among those of each.</summary>
    private IEnumerable<(string, StartFault)> InFilters() =>
        from action in _actions
        from filter in action.FilterDescriptors
        where
            filter.Filter is AuthorizeFilter { AuthorizeData: { } data }
            && data.Any(demand => demand is SystemUserRightDemandAttribute or RequireMaskinportenScopeAttribute)
        select (NameOf(action), StartFaults.InAuthorizeFilter);

    private IEnumerable<(string, StartFault)> OnPageHandlers() =>
        from page in Pages()
        from model in page.GetProperties()
        where model.Name == "Model"
        from handler in model.PropertyType.GetMethods(BindingFlags.Public | BindingFlags.Instance)
        where InertDemands.IsOn(handler)
        select ($"{model.PropertyType.Name}.{handler.Name}", StartFaults.OnPageHandler);

    private IEnumerable<Type> Pages()
    {
        var views = new ViewsFeature();
        services.GetService<ApplicationPartManager>()?.PopulateFeature(views);
        return views.ViewDescriptors.Select(view => view.Type).OfType<Type>().Where(typeof(PageBase).IsAssignableFrom);
    }

    private static string NameOf(ControllerActionDescriptor action) =>
        $"{action.ControllerTypeInfo.Name}.{action.MethodInfo.Name}";
}
