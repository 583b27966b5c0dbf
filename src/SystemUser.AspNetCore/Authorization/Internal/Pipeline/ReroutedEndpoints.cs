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
internal sealed class ReroutedEndpoints : MatcherPolicy, INodeBuilderPolicy, IEndpointSelectorPolicy
{
    // What the framework's authorization middleware notes, and its endpoint middleware looks for.
    private const string Mark = "__AuthorizationMiddlewareWithEndpointInvoked";

    public override int Order => 0;

    bool INodeBuilderPolicy.AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) =>
        !ContainsDynamicEndpoints(endpoints)
        && endpoints.Any(endpoint => endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null);

    public IReadOnlyList<PolicyNodeEdge> GetEdges(IReadOnlyList<Endpoint> endpoints) => [new(Mark, endpoints)];

    public PolicyJumpTable BuildJumpTable(int exitDestination, IReadOnlyList<PolicyJumpTableEdge> edges) =>
        new OnlyWay(edges[0].Destination);

    /// <summary>Which endpoints these stand for is known only once they are selected.</summary>
    bool IEndpointSelectorPolicy.AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) =>
        ContainsDynamicEndpoints(endpoints);

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        httpContext.Items.Remove(Mark);
        return Task.CompletedTask;
    }

    /// <summary>A part of the routes' graph, in which the mark is taken away without the set of candidates that a selector would be given.</summary>
    private sealed class OnlyWay(int destination) : PolicyJumpTable
    {
        public override int GetDestination(HttpContext httpContext)
        {
            httpContext.Items.Remove(Mark);
            return destination;
        }
    }
}
