using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using SystemUser.AspNetCore.Authorization.Internal;
using SystemUser.AspNetCore.Configuration;

namespace SystemUser.AspNetCore.Internal.Start;

/// <summary>What is unsafe about one endpoint.</summary>
internal sealed class EndpointFaults(SystemUserOptions options, StartCheckOptions checks)
{
    // The metadata of Grpc.AspNetCore, which the package does not depend on.
    private const string GrpcMetadata = "Grpc.AspNetCore.Server.GrpcMethodMetadata";

    private static readonly StartFault s_noDecision = new(
        "endpoint-without-decision",
        "RequireDecisionOnEveryEndpoint() is on, and nothing says who may use the endpoint. Demand a right or a scope, or call AllowAnonymous()."
    );

    private static readonly StartFault s_noScope = new(
        "scope-or-audience-missing",
        "A token for another API would be let in: neither 'SystemUser:RequiredScopes' nor a scope on the endpoint nor 'SystemUser:Maskinporten:Audience' is set. Set one of them, or add Scope = \"…\" or RequireMaskinportenScope(\"…\")."
    );

    private static readonly StartFault s_partiesDiffer = new(
        "party-ambiguous",
        "The endpoint takes an AuthorizedParty, but its rights take the party from different places. Take it from one place in all of them."
    );

    public IEnumerable<StartFault> Of(SurveyedEndpoint endpoint)
    {
        if (checks.RequireDecisionOnEveryEndpoint && !endpoint.HasDecision)
        {
            yield return s_noDecision;
        }

        if (endpoint.Demands is not { } demands || (endpoint.IsAnonymous && !demands.HasParameters))
        {
            yield break;
        }

        if (options.RequiredScopes.Count == 0 && options.Maskinporten.Audience is null && !HasScope(endpoint, demands))
        {
            yield return s_noScope;
        }

        var parties = demands.Rights.DistinctBy(right => right.Party).ToList();
        if (demands.NeedsParty && parties.Count > 1 && parties.Exists(right => right.AllowClients))
        {
            yield return s_partiesDiffer;
        }

        foreach (var fault in demands.Rights.SelectMany(right => right.Faults).Concat(RightFaults(endpoint, demands)))
        {
            yield return fault;
        }
    }

    // Where [AllowAnonymous] stands over a parameter, the scopes of attributes are switched off with the rest.
    private static bool HasScope(SurveyedEndpoint endpoint, Demands demands) =>
        demands.Scopes.Count > 0 && !endpoint.IsAnonymous;

    private static IEnumerable<StartFault> RightFaults(SurveyedEndpoint endpoint, Demands demands)
    {
        foreach (var right in demands.Rights)
        {
            if (
                right is { Action: null }
                && !right.Faults.Contains(StartFault.ActionMalformed)
                && !HasOwnAction(endpoint)
            )
            {
                yield return StartFault.ActionMissing;
            }

            if (
                right.Party is { Kind: PartySourceKind.Route, Name: var name }
                && endpoint.Endpoint is RouteEndpoint { RoutePattern: var pattern }
                && pattern.GetParameter(name) is null
            )
            {
                yield return new StartFault(
                    "party-route-unknown",
                    $"PartyFromRoute names '{name}', which the route does not have. Name one of its parameters."
                );
            }
        }
    }

    private static bool HasOwnAction(SurveyedEndpoint endpoint) =>
        endpoint.Methods.Count > 0
        && endpoint.Methods.All(method => ActionRule.Of(method) is not null)
        && endpoint.Endpoint.Metadata.GetMetadata<HubMetadata>() is null
        && !endpoint.Endpoint.Metadata.Any(item => item.GetType().FullName == GrpcMetadata);
}
