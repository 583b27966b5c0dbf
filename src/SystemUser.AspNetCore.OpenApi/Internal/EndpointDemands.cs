using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Configuration;

namespace SystemUser.AspNetCore.OpenApi.Internal;

/// <summary>What an operation demands of a caller, as the metadata and policies of its endpoint say.</summary>
/// <param name="NeedsSystemUser">Whether the token must speak for a system user.</param>
/// <param name="Rights">The rights: of each list one is needed.</param>
/// <param name="Scopes">The scopes: of each list one is needed.</param>
internal sealed record EndpointDemands(
    bool NeedsSystemUser,
    IReadOnlyList<IReadOnlyList<SystemUserRightRequirement>> Rights,
    IReadOnlyList<IReadOnlyList<string>> Scopes
)
{
    /// <summary>Gets whether a token may be the one that Altinn gives in exchange for Maskinporten's.</summary>
    public bool AcceptsExchanged { get; private init; }

    /// <summary>Gets the policy that satisfies the demands too; <see langword="null"/> if there is none that satisfies all of them.</summary>
    public string? Or { get; private init; }

    /// <summary>Gets the schemes of that policy.</summary>
    public IReadOnlyList<string> OrSchemes { get; private init; } = [];

    /// <summary>Gets every right that is demanded, be it as one of several.</summary>
    public IEnumerable<SystemUserRightRequirement> EveryRight => Rights.SelectMany(anyOf => anyOf);

    /// <summary>Gets whether a party is taken from the request, or found for it, so that it can be wrong.</summary>
    public bool TakesParty => FindsParty || EveryRight.Any(right => RequestPlace.OfParty(right) is not null);

    /// <summary>Gets whether an instance is taken from the request, so that it can be wrong.</summary>
    public bool TakesInstance => EveryRight.Any(right => right.InstanceType is not null);

    /// <summary>Gets whether a party is looked up, so that there may be none.</summary>
    public bool FindsParty => EveryRight.Any(right => right.PartyFrom is not null);

    /// <summary>Gets whether the party may be another than the owner, so that Altinn may not know it.</summary>
    public bool TakesClients => EveryRight.Any(right => right.AllowClients);

    /// <summary>Reads an endpoint's metadata.</summary>
    /// <returns>The demands, or <see langword="null"/> if the endpoint makes none or lets anybody in.</returns>
    public static async Task<EndpointDemands?> FindAsync(IList<object> metadata, IServiceProvider services)
    {
        if (metadata.OfType<IAllowAnonymous>().Any())
        {
            return null;
        }

        var policies = services.GetRequiredService<IAuthorizationPolicyProvider>();
        var policy = await AuthorizationPolicy.CombineAsync(
            policies,
            metadata.OfType<IAuthorizeData>(),
            metadata.OfType<AuthorizationPolicy>()
        );
        var stated = metadata.OfType<IAuthorizationRequirementData>().SelectMany(data => data.GetRequirements());
        Demand[] demands = [.. (policy?.Requirements ?? []).Concat(stated).Select(Demand.Of).OfType<Demand>()];
        if (demands.Length == 0)
        {
            return null;
        }

        var options = services.GetRequiredService<IOptionsMonitor<SystemUserOptions>>().CurrentValue;
        var or = demands.Select(demand => demand.Or).Distinct().ToArray() is [{ } one] ? one : null;
        var other = or is null ? null : await policies.GetPolicyAsync(or);
        return new(
            demands.Any(demand => demand.NeedsSystemUser),
            [.. demands.Select(demand => demand.Rights).Where(anyOf => anyOf.Count > 0)],
            [
                .. options.RequiredScopes.Select(scope => (IReadOnlyList<string>)[scope]),
                .. demands.Select(demand => demand.Scopes).Where(anyOf => anyOf.Count > 0),
            ]
        )
        {
            AcceptsExchanged = options.AcceptExchangedTokens,
            Or = or,
            OrSchemes = other?.AuthenticationSchemes ?? [],
        };
    }

    /// <summary>What one requirement demands.</summary>
    private sealed record Demand(
        bool NeedsSystemUser,
        IReadOnlyList<string> Scopes,
        IReadOnlyList<SystemUserRightRequirement> Rights
    )
    {
        public string? Or => Rights.Count > 0 ? Rights[0].Or : null;

        public static Demand? Of(IAuthorizationRequirement requirement) =>
            requirement switch
            {
                SystemUserRightRequirement right => new(true, right.Scopes, [right]),
                AnySystemUserRightRequirement any => new(true, any.Rights[0].Scopes, any.Rights),
                MaskinportenScopeRequirement scope => new(false, scope.Scopes, []),
                MaskinportenTokenRequirement token => new(token.NeedsSystemUser, [], []),
                _ => null,
            };
    }
}

/// <summary>A place in the request that a party or an instance is taken from.</summary>
internal sealed record RequestPlace(ParameterLocation In, string Name)
{
    public static RequestPlace? OfParty(SystemUserRightRequirement right) =>
        Of(right.PartyFromRoute, right.PartyFromQuery, right.PartyFromHeader);

    public static RequestPlace? OfInstance(SystemUserRightRequirement right) =>
        Of(right.InstanceFromRoute, right.InstanceFromQuery, right.InstanceFromHeader);

    /// <summary>Returns the place in words.</summary>
    public override string ToString() =>
        In switch
        {
            ParameterLocation.Path => $"the path segment '{Name}'",
            ParameterLocation.Query => $"the query parameter '{Name}'",
            _ => $"the header '{Name}'",
        };

    private static RequestPlace? Of(string? route, string? query, string? header) =>
        route is not null ? new(ParameterLocation.Path, route)
        : query is not null ? new(ParameterLocation.Query, query)
        : header is not null ? new(ParameterLocation.Header, header)
        : null;
}
