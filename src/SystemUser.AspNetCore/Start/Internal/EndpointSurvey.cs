using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Authorization.Internal;
using SystemUser.AspNetCore.Diagnostics.Internal;

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
