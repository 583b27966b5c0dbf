using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using SystemUser.AspNetCore.Authorization.Internal.Binding;
using SystemUser.AspNetCore.Maskinporten;

namespace SystemUser.AspNetCore.Authorization.Internal.Pipeline;

/// <summary>Takes the schemes of the app's default policy out of policies with a demand of the package's, which the framework joins with it.</summary>
/// <remarks>Its requirements stay. Schemes that somebody has named for the endpoint stay too.</remarks>
internal sealed class PolicySchemes(IAuthorizationPolicyProvider policies)
{
    private const string Own = MaskinportenDefaults.AuthenticationScheme;

    /// <summary>Tells whether an endpoint carries a demand of the package's.</summary>
    public static bool IsDemandOn(Endpoint? endpoint) =>
        endpoint?.Metadata.Any(item =>
            item is SystemUserRightDemandAttribute or RequireMaskinportenScopeAttribute or ParameterDemand
        ) == true;

    /// <summary>Gets a policy with the schemes that count for its endpoint.</summary>
    public ValueTask<AuthorizationPolicy> WithoutDefaultAsync(AuthorizationPolicy policy, Endpoint? endpoint) =>
        policy.AuthenticationSchemes is not [_, _, ..] || !IsDemandOn(endpoint)
            ? new(policy)
            : WithoutDefaultAsync(policy, endpoint!.Metadata);

    private async ValueTask<AuthorizationPolicy> WithoutDefaultAsync(
        AuthorizationPolicy policy,
        EndpointMetadataCollection metadata
    )
    {
        var foreign = (await policies.GetDefaultPolicyAsync())
            .AuthenticationSchemes.Where(scheme => scheme != Own)
            .ToHashSet(StringComparer.Ordinal);
        foreign.ExceptWith(
            metadata.GetOrderedMetadata<AuthorizationPolicy>().SelectMany(named => named.AuthenticationSchemes)
        );
        foreach (var data in metadata.GetOrderedMetadata<IAuthorizeData>())
        {
            foreign.ExceptWith(
                data.AuthenticationSchemes?.Split(
                    ',',
                    StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
                ) ?? []
            );
            if (!string.IsNullOrWhiteSpace(data.Policy) && await policies.GetPolicyAsync(data.Policy) is { } named)
            {
                foreign.ExceptWith(named.AuthenticationSchemes);
            }
        }

        return new AuthorizationPolicy(
            policy.Requirements,
            policy.AuthenticationSchemes.Where(scheme => !foreign.Contains(scheme))
        );
    }
}
