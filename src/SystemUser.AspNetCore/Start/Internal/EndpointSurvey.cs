using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Authorization.Internal;
using SystemUser.AspNetCore.Authorization.Internal.Pipeline;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Diagnostics.Internal;
using SystemUser.AspNetCore.Maskinporten;

namespace SystemUser.AspNetCore.Start.Internal;

/// <summary>Finds what every endpoint demands, by combining its metadata and policies as the authorization middleware does.</summary>
internal sealed class EndpointSurvey(
    IAuthorizationPolicyProvider policies,
    SchemeSurvey schemes,
    IServiceProvider services,
    ILogger<EndpointSurvey> logger
)
{
    public IReadOnlyList<SurveyedEndpoint> Make(IEnumerable<Endpoint> endpoints) =>
        [
            .. endpoints
                .Where(endpoint => endpoint.Metadata.GetMetadata<ISuppressMatchingMetadata>()?.SuppressMatching != true)
                .Select(Load)
                .Select(Survey),
        ];

    /// <summary>Gets the endpoint that a Razor Page runs on: only that one has the attributes of its model and the conventions of the app.</summary>
    private Endpoint Load(Endpoint endpoint)
    {
        var page = endpoint.Metadata.GetMetadata<PageActionDescriptor>();
        if (page is null or CompiledPageActionDescriptor || services.GetService<PageLoader>() is not { } loader)
        {
            return endpoint;
        }

        try
        {
            return loader.LoadAsync(page, endpoint.Metadata).GetAwaiter().GetResult().Endpoint ?? endpoint;
        }
        catch (Exception exception)
        {
            logger.PolicyUnreadable(endpoint.DisplayName, exception.GetType().FullName);
            return endpoint;
        }
    }

    private SurveyedEndpoint Survey(Endpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null && !SurveyedEndpoint.HasDemand(endpoint))
        {
            return new(endpoint, [], SurveyedEndpoint.Reach.No); // An exception from the fallback policy, and meant to be one.
        }

        var policy = PolicyOf(endpoint);
        var stated = endpoint
            .Metadata.GetOrderedMetadata<IAuthorizationRequirementData>()
            .SelectMany(data => data.GetRequirements());
        IAuthorizationRequirement[] requirements = [.. policy?.Requirements ?? [], .. stated];
        var isUndemanded =
            requirements.Length > 0 && !Array.Exists(requirements, requirement => requirement is ITokenDemand);
        return new(
            endpoint,
            requirements,
            isUndemanded ? schemes.Find(policy?.AuthenticationSchemes ?? []) : SurveyedEndpoint.Reach.No
        );
    }

    private AuthorizationPolicy? PolicyOf(Endpoint endpoint)
    {
        var metadata = endpoint.Metadata;
        try
        {
            // The host builds its pipeline synchronously; policy providers answer from memory.
            return AuthorizationPolicy
                .CombineAsync(
                    policies,
                    metadata.GetOrderedMetadata<IAuthorizeData>(),
                    metadata.GetOrderedMetadata<AuthorizationPolicy>()
                )
                .GetAwaiter()
                .GetResult();
        }
        catch (Exception exception)
        {
            // A policy that cannot be made fails its own requests; it is no reason to stop all others.
            logger.PolicyUnreadable(endpoint.DisplayName, exception.GetType().FullName);
            return null;
        }
    }
}

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

    /// <summary>Gets whether what is demanded on the route is not demanded where its requests end: there they have the metadata of a controller or page alone.</summary>
    public bool LosesDemand =>
        !IsAnonymous
        && Demands is not null
        && HasDemand(Endpoint)
        && Endpoint.Metadata.GetMetadata<IDynamicEndpointMetadata>() is { IsDynamic: true } dynamic
        && dynamic.GetType().Namespace?.StartsWith("Microsoft.AspNetCore.Mvc", StringComparison.Ordinal) == true;

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

/// <summary>Finds whether a policy's schemes come to <c>Maskinporten</c>: by name, as default, or by forwarding.</summary>
internal sealed class SchemeSurvey(
    IAuthenticationSchemeProvider schemes,
    IOptionsMonitor<PolicySchemeOptions> policySchemes,
    IOptionsMonitor<CookieAuthenticationOptions> cookies,
    IOptionsMonitor<JwtBearerOptions> bearers
)
{
    /// <summary>Tells whether the scheme can speak in a policy.</summary>
    /// <param name="named">The policy's schemes; if none, it is the default scheme.</param>
    public SurveyedEndpoint.Reach Find(IReadOnlyList<string> named)
    {
        // The host builds its pipeline synchronously; scheme providers answer from memory.
        return named.Count > 0
            ? named.Max(name => Find(name, []))
            : Find(schemes.GetDefaultAuthenticateSchemeAsync().GetAwaiter().GetResult()?.Name, []);
    }

    private SurveyedEndpoint.Reach Find(string? name, HashSet<string> seen)
    {
        if (name is null || !seen.Add(name))
        {
            return SurveyedEndpoint.Reach.No;
        }

        if (name == MaskinportenDefaults.AuthenticationScheme)
        {
            return SurveyedEndpoint.Reach.Yes;
        }

        var options = OptionsOf(name);
        return options?.ForwardAuthenticate is { } always ? Find(always, seen)
            : options?.ForwardDefaultSelector is not null ? SurveyedEndpoint.Reach.Perhaps
            : Find(options?.ForwardDefault, seen);
    }

    /// <summary>Gets the options of the handlers that apps forward from; of others it is not known that they do.</summary>
    private AuthenticationSchemeOptions? OptionsOf(string name)
    {
        try
        {
            var handler = schemes.GetSchemeAsync(name).GetAwaiter().GetResult()?.HandlerType;
            return typeof(AuthenticationHandler<PolicySchemeOptions>).IsAssignableFrom(handler)
                    ? policySchemes.Get(name)
                : typeof(AuthenticationHandler<CookieAuthenticationOptions>).IsAssignableFrom(handler)
                    ? cookies.Get(name)
                : typeof(AuthenticationHandler<JwtBearerOptions>).IsAssignableFrom(handler) ? bearers.Get(name)
                : null;
        }
        catch (Exception)
        {
            return null; // A scheme whose options are faulty fails its own requests; it is no reason to stop all others.
        }
    }
}
