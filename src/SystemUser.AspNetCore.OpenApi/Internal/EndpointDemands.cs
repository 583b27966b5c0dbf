using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Authorization.Internal;
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
    /// <summary>Gets the policy that satisfies the demands too; <see langword="null"/> if there is none.</summary>
    public string? Or { get; private init; }

    /// <summary>Gets the schemes of that policy.</summary>
    public IReadOnlyList<string> OrSchemes { get; private init; } = [];

    /// <summary>Gets every right that is demanded, be it as one of several.</summary>
    public IEnumerable<SystemUserRightRequirement> EveryRight => Rights.SelectMany(anyOf => anyOf);

    /// <summary>Gets whether a party is taken from the request, or found for it, so that it can be wrong.</summary>
    public bool TakesParty => EveryRight.Any(right => !right.Party.IsOwner);

    /// <summary>Gets whether an instance is taken from the request, so that it can be wrong.</summary>
    public bool TakesInstance => EveryRight.Any(right => right.Instance is not null);

    /// <summary>Gets whether a party is looked up, so that there may be none.</summary>
    public bool FindsParty => EveryRight.Any(right => right.Party.Resolver is not null);

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
        if (Demands.Of([.. policy?.Requirements ?? [], .. stated]) is not { } demands)
        {
            return null;
        }

        var required = services.GetRequiredService<IOptionsMonitor<SystemUserOptions>>().CurrentValue.RequiredScopes;
        var other = demands.Or is null ? null : await policies.GetPolicyAsync(demands.Or);
        return new(
            demands.NeedsSystemUser,
            demands.Rights,
            [.. required.Select(scope => (IReadOnlyList<string>)[scope]), .. demands.Scopes]
        )
        {
            Or = demands.Or,
            OrSchemes = other?.AuthenticationSchemes ?? [],
        };
    }
}
