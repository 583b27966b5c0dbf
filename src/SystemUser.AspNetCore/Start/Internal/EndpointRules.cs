using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Authorization.Internal;
using SystemUser.AspNetCore.Authorization.Internal.Binding;
using SystemUser.AspNetCore.Authorization.Internal.Pipeline;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Maskinporten;

namespace SystemUser.AspNetCore.Start.Internal;

/// <summary>What is unsafe about one endpoint.</summary>
internal sealed class EndpointRules(
    SystemUserOptions options,
    StartCheckOptions checks,
    AlternativeRules alternatives,
    IServiceProviderIsService? registered
)
{
    // Internal to the framework.
    private const string ShortCircuitMetadata = "Microsoft.AspNetCore.Routing.ShortCircuit.ShortCircuitMetadata";

    private const string WithoutRequest =
        "Microsoft.AspNetCore.Authorization.SuppressUseHttpContextAsAuthorizationResource";

    public IEnumerable<StartFault> Of(SurveyedEndpoint endpoint)
    {
        if (checks.RequireDecisionOnEveryEndpoint && !endpoint.HasDecision)
        {
            yield return StartFaults.NoDecision;
        }

        foreach (var fault in PassedOver(endpoint))
        {
            yield return fault;
        }

        var isOpenToAll = options.TakesTokensForOtherApis;
        if (isOpenToAll && endpoint.TakesAnyToken)
        {
            yield return StartFaults.AnyToken;
        }

        if (endpoint.Demands is not { } demands || (endpoint.IsAnonymous && !demands.HasParameters))
        {
            yield break;
        }

        if (isOpenToAll && !HasScope(endpoint, demands))
        {
            yield return StartFaults.NoScope;
        }

        var parties = demands.EveryRight.DistinctBy(right => right.Party).ToList();
        if (demands.NeedsParty && parties.Count > 1 && parties.Exists(right => right.AllowClients))
        {
            yield return StartFaults.PartyAmbiguous;
        }

        foreach (
            var fault in demands
                .EveryRight.SelectMany(right => right.Faults)
                .Concat(RightFaults(endpoint, demands))
                .Concat(alternatives.Of(demands))
        )
        {
            yield return fault;
        }
    }

    /// <summary>Finds what the framework would pass over, or have judged by another scheme.</summary>
    private static IEnumerable<StartFault> PassedOver(SurveyedEndpoint endpoint)
    {
        if (endpoint.Demands is not null && IsShortCircuited(endpoint.Endpoint))
        {
            yield return StartFaults.ShortCircuited;
        }

        if (endpoint.LosesDemand)
        {
            yield return StartFaults.OnDynamicRoute;
        }

        if (TakesValueInPage(endpoint.Endpoint))
        {
            yield return StartFaults.ValueInPage;
        }

        if (NamesOtherScheme(endpoint.Endpoint))
        {
            yield return StartFaults.OtherScheme;
        }

        if (endpoint.Demands is not null && AppContext.TryGetSwitch(WithoutRequest, out var isOn) && isOn)
        {
            yield return StartFaults.RequestHidden;
        }
    }

    private static bool TakesValueInPage(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<CompiledPageActionDescriptor>() is { } page
        && page.HandlerMethods.SelectMany(handler => handler.Parameters)
            .Concat(page.BoundProperties)
            .Any(parameter => ParameterTypes.KindOf(parameter.ParameterType) is not null);

    // The property is the framework's, and can be set on the package's attributes as on any other.
    private static bool NamesOtherScheme(Endpoint endpoint) =>
        endpoint
            .Metadata.GetOrderedMetadata<AuthorizeAttribute>()
            .Any(attribute =>
                attribute is SystemUserRightDemandAttribute or RequireMaskinportenScopeAttribute
                && attribute
                    .AuthenticationSchemes?.Split(',', StringSplitOptions.TrimEntries)
                    .Contains(MaskinportenDefaults.AuthenticationScheme, StringComparer.Ordinal) != true
            );

    // Where [AllowAnonymous] stands over a parameter, the scopes of attributes are switched off with the rest.
    private static bool HasScope(SurveyedEndpoint endpoint, Demands demands) =>
        demands.Scopes.Count > 0 && !endpoint.IsAnonymous;

    private IEnumerable<StartFault> RightFaults(SurveyedEndpoint endpoint, Demands demands)
    {
        foreach (var right in demands.EveryRight)
        {
            if (
                right is { Action: null }
                && !right.Faults.Contains(StartFaults.ActionMalformed)
                && !ActionRule.Follows(endpoint.Endpoint)
            )
            {
                yield return StartFaults.ActionMissing;
            }

            if (right.Party.Resolver is { } resolver && registered?.IsService(resolver) == false)
            {
                yield return StartFaults.ResolverUnregistered(resolver);
            }

            if (MissingRoute(endpoint.Endpoint, right.Party.Place) is { } party)
            {
                yield return StartFaults.RouteUnknown(party);
            }

            if (MissingRoute(endpoint.Endpoint, right.Instance?.Place) is { } instance)
            {
                yield return StartFaults.InstanceRouteUnknown(instance);
            }
        }
    }

    private static string? MissingRoute(Endpoint endpoint, RequestPlace? place) =>
        place is { Kind: RequestPlaceKind.Route, Name: var name }
        && endpoint is RouteEndpoint { RoutePattern: var pattern }
        && pattern.GetParameter(name) is null
            ? name
            : null;

    private static bool IsShortCircuited(Endpoint endpoint) =>
        endpoint.Metadata.Any(item => item.GetType().FullName == ShortCircuitMetadata);
}

/// <summary>What is unsafe, or in vain, about the policies that demands name with <c>Or</c>.</summary>
internal sealed class AlternativeRules(
    IAuthorizationPolicyProvider policies,
    IAuthenticationSchemeProvider schemes,
    SchemeSurvey survey,
    IServiceProvider services
)
{
    private const string Own = MaskinportenDefaults.AuthenticationScheme;

    public IEnumerable<StartFault> Of(Demands demands) =>
        demands.EveryRight.All(right => right.Or is null) ? []
        : demands.Or is { } or ? [.. FaultsOf(or)]
        : [StartFaults.OrOnSomeDemands];

    private IEnumerable<StartFault> FaultsOf(string or)
    {
        using var scope = services.CreateScope();
        if (scope.ServiceProvider.GetService<IPolicyEvaluator>() is not SinglePolicyEvaluator)
        {
            yield return StartFaults.OrEvaluatorReplaced;
        }

        // The host builds its pipeline synchronously; providers answer from memory.
        if (Find(or) is not { } policy)
        {
            yield return StartFaults.OrPolicyUnknown(or);
            yield break;
        }

        if (AlternativeGate.DemandsAgain(policy))
        {
            yield return StartFaults.OrPolicyDemandsAgain(or);
        }
        else if (policy.AuthenticationSchemes.Any(IsOwn))
        {
            yield return StartFaults.OrPolicyOfMaskinporten(or);
        }

        if (policy.AuthenticationSchemes.Where(scheme => scheme != Own).ToList() is not { Count: > 0 } others)
        {
            if (!policy.AuthenticationSchemes.Any())
            {
                yield return StartFaults.OrPolicyWithoutScheme(or);
            }
        }
        else if (others.Find(scheme => schemes.GetSchemeAsync(scheme).GetAwaiter().GetResult() is null) is { } unknown)
        {
            yield return StartFaults.OrSchemeUnknown(or, unknown);
        }
    }

    private bool IsOwn(string scheme) => survey.Find([scheme]) is SurveyedEndpoint.Reach.Yes;

    private AuthorizationPolicy? Find(string or)
    {
        try
        {
            return policies.GetPolicyAsync(or).GetAwaiter().GetResult();
        }
        catch (Exception)
        {
            return null; // it would fail every request as well
        }
    }
}
