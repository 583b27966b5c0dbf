using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.SignalR;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Authorization.Internal;

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
