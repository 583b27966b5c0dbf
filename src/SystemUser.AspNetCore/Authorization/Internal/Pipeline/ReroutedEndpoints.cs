using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;

namespace SystemUser.AspNetCore.Authorization.Internal.Pipeline;

/// <summary>Sees to it that an authorization counts for the endpoint it was made for, and for no other.</summary>
/// <remarks>
/// URL rewriting, error pages and the like may route a request anew after <c>UseAuthorization</c>. The framework then runs the new
/// endpoint on the authorization of the old one, which may have demanded nothing. Whenever routing comes to an endpoint of the
/// package's, the mark of earlier authorizations is taken away; unless <c>UseAuthorization</c> comes again, the framework throws.
/// </remarks>
internal sealed class ReroutedEndpoints : MatcherPolicy, IEndpointSelectorPolicy
{
    // What the framework's authorization middleware notes, and its endpoint middleware looks for.
    private const string Mark = "__AuthorizationMiddlewareWithEndpointInvoked";

    public override int Order => 0;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) =>
        ContainsDynamicEndpoints(endpoints)
        || endpoints.Any(endpoint => endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null);

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        httpContext.Items.Remove(Mark);
        return Task.CompletedTask;
    }
}
