using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Authorization.Internal;
using SystemUser.AspNetCore.Claims;

namespace SystemUser.AspNetCore.Internal.Start;

/// <summary>An endpoint, and what it demands through the package's requirements.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Demands">What it demands, by attributes, parameters and policies together; <see langword="null"/> if nothing.</param>
internal sealed record SurveyedEndpoint(Endpoint Endpoint, Demands? Demands)
{
    /// <summary>Gets how the endpoint is named in messages: its methods and its pattern.</summary>
    public string Name { get; } = NameOf(Endpoint);

    public bool IsAnonymous => Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    /// <summary>Gets whether anybody has said who may use the endpoint, be it everybody.</summary>
    public bool HasDecision => IsAnonymous || HasDemand(Endpoint);

    /// <summary>Gets the actions that a right is asked with: the stated one, or those that the methods stand for; both where any method will do.</summary>
    public IEnumerable<ActionId> ActionsOf(SystemUserRightRequirement right) =>
        right.Action is { } stated ? [stated]
        : ActionRule.MethodsOf(Endpoint) is { Count: > 0 } methods
            ? methods.Select(ActionRule.Of).OfType<ActionId>().Distinct()
        : [ActionId.Read, ActionId.Write];

    /// <summary>Tells whether something on the endpoint itself restricts it.</summary>
    public static bool HasDemand(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null
        || endpoint.Metadata.GetMetadata<AuthorizationPolicy>() is not null
        || endpoint.Metadata.GetMetadata<IAuthorizationRequirementData>() is not null;

    private static string NameOf(Endpoint endpoint)
    {
        if (endpoint is not RouteEndpoint route)
        {
            return endpoint.DisplayName ?? "(an endpoint without a name)";
        }

        var methods = ActionRule.MethodsOf(endpoint);
        return $"{(methods.Count == 0 ? "(any method)" : string.Join(',', methods))} /{route.RoutePattern.RawText?.TrimStart('/')}";
    }
}
