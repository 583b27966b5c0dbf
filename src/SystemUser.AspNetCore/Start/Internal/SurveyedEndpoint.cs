using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Authorization.Internal;
using SystemUser.AspNetCore.Authorization.Internal.Pipeline;
using SystemUser.AspNetCore.Claims;

namespace SystemUser.AspNetCore.Start.Internal;

/// <summary>An endpoint, and what its authorization comes to.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Requirements">All that must be met, by attributes, parameters and policies together; empty if nothing.</param>
/// <param name="SchemeReach">Whether a Maskinporten token is among those that are judged; asked only where the package's requirements are not among them.</param>
internal sealed record SurveyedEndpoint(
    Endpoint Endpoint,
    IReadOnlyList<IAuthorizationRequirement> Requirements,
    SurveyedEndpoint.Reach SchemeReach
)
{
    /// <summary>Whether a scheme can speak.</summary>
    internal enum Reach
    {
        No,

        /// <summary>Code decides, request by request.</summary>
        Perhaps,
        Yes,
    }

    /// <summary>Gets what it demands through the package's requirements; <see langword="null"/> if nothing.</summary>
    public Demands? Demands { get; } = Demands.Of(Requirements);

    /// <summary>Gets how the endpoint is named in messages: its methods and its pattern.</summary>
    public string Name { get; } = NameOf(Endpoint);

    public bool IsAnonymous => Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    /// <summary>Gets whether anybody has said who may use the endpoint, be it everybody.</summary>
    public bool HasDecision => IsAnonymous || HasDemand(Endpoint);

    /// <summary>Gets whether Maskinporten tokens may get in on a policy that says nothing of a right or a scope.</summary>
    public bool MayTakeAnyToken =>
        SchemeReach is not Reach.No
        && Demands is null
        && !IsAnonymous
        && !IsDynamic
        && Requirements.Count > 0
        && !Requirements.Any(requirement => UndemandedTokenHandler.ScopesOf(requirement) is not null);

    /// <summary>Gets whether that is certain: every token meets what is required.</summary>
    public bool TakesAnyToken =>
        MayTakeAnyToken
        && SchemeReach is Reach.Yes
        && Requirements.All(requirement => requirement is DenyAnonymousAuthorizationRequirement);

    // Stands for others, which are surveyed by themselves.
    private bool IsDynamic => Endpoint.Metadata.GetMetadata<IDynamicEndpointMetadata>()?.IsDynamic == true;

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
