using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Authorization.Internal;
using SystemUser.AspNetCore.Diagnostics.Internal;

namespace SystemUser.AspNetCore.Internal.Start;

/// <summary>Finds what every endpoint demands, by combining its metadata and policies as the authorization middleware does.</summary>
internal sealed class EndpointSurvey(IAuthorizationPolicyProvider policies, ILogger<EndpointSurvey> logger)
{
    public IReadOnlyList<SurveyedEndpoint> Make(IEnumerable<Endpoint> endpoints) =>
        [
            .. endpoints
                .Where(endpoint => endpoint.Metadata.GetMetadata<ISuppressMatchingMetadata>()?.SuppressMatching != true)
                .Select(endpoint => new SurveyedEndpoint(endpoint, DemandsOf(endpoint))),
        ];

    private Demands? DemandsOf(Endpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null && !SurveyedEndpoint.HasDemand(endpoint))
        {
            return null; // An exception from the fallback policy, and meant to be one.
        }

        var stated = endpoint
            .Metadata.GetOrderedMetadata<IAuthorizationRequirementData>()
            .SelectMany(data => data.GetRequirements());
        return Demands.Of([.. PolicyRequirementsOf(endpoint), .. stated]);
    }

    private IReadOnlyList<IAuthorizationRequirement> PolicyRequirementsOf(Endpoint endpoint)
    {
        var metadata = endpoint.Metadata;
        try
        {
            // The host builds its pipeline synchronously; policy providers answer from memory.
            var policy = AuthorizationPolicy
                .CombineAsync(
                    policies,
                    metadata.GetOrderedMetadata<IAuthorizeData>(),
                    metadata.GetOrderedMetadata<AuthorizationPolicy>()
                )
                .GetAwaiter()
                .GetResult();
            return policy?.Requirements ?? [];
        }
        catch (Exception exception)
        {
            // A policy that cannot be made fails its own requests; it is no reason to stop all others.
            logger.PolicyUnreadable(endpoint.DisplayName, exception.GetType().FullName);
            return [];
        }
    }
}
