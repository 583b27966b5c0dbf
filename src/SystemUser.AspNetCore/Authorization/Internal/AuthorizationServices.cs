using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SystemUser.AspNetCore.Answers.Internal;
using SystemUser.AspNetCore.Authorization.Internal.Binding;
using SystemUser.AspNetCore.Authorization.Internal.Pipeline;

namespace SystemUser.AspNetCore.Authorization.Internal;

/// <summary>Registers the policy enforcement point: handler, answers and audit.</summary>
internal static class AuthorizationServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddRouting(); // the framework's cache of policies asks for the endpoints, also in a worker that has none
        services.AddAuthorization();
        AddTokenRule(services);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAuthorizationHandler, SystemUserAuthorizationHandler>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<MvcOptions>, ConfigureMvc>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<MvcOptions>, ConfigureMvc>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<MatcherPolicy, ReroutedEndpoints>());
        services.TryAddSingleton<PolicySchemes>();
        services.TryAddSingleton<EitherOrAuthentication>();
        services.TryAddSingleton<AlternativeGate>();
        services.TryAddSingleton<RightGate>();
        services.TryAddSingleton<QuestionReader>();
        services.TryAddSingleton<PartyResolution>();
        services.TryAddSingleton<RightDecider>();
        services.TryAddSingleton<DemandDecider>();
        services.TryAddSingleton<DecisionProblems>();
        services.TryAddSingleton<RequestToken>();
        services.TryAddSingleton<DecisionCounter>();
        services.TryAddSingleton<AuditTrail>();
        services.TryAddSingleton<ProblemAnswer>();
        services.TryAddSingleton<ISystemUserAuditSink, AuditLog>();
        services.TryAddSingleton<ISystemUserProblemWriter, ProblemJsonWriter>();
        services.TryAddSingleton<ISystemUserAuthorizer, SystemUserAuthorizer>();
        ResultHandlerServices.Wrap(services);
        Replace<IPolicyEvaluator, PolicyEvaluator, SinglePolicyEvaluator>(services);
        Replace<IAuthorizationHandlerProvider, DefaultAuthorizationHandlerProvider, OrderedHandlers>(services);
    }

    /// <summary>Adds what holds wherever the scheme is, with or without demands.</summary>
    public static void AddTokenRule(IServiceCollection services)
    {
        services.TryAddSingleton<TokenGate>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<MvcOptions>, ConfigureBinding>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAuthorizationHandler, UndemandedTokenHandler>());
    }

    /// <summary>Replaces a service of the framework's; one of the app's own is left alone.</summary>
    private static void Replace<
        TService,
        TFramework,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TOwn
    >(IServiceCollection services)
        where TService : class
        where TOwn : class, TService
    {
        var registered = services.LastOrDefault(descriptor => descriptor.ServiceType == typeof(TService));
        if (registered is { IsKeyedService: false } && registered.ImplementationType == typeof(TFramework))
        {
            services.Replace(ServiceDescriptor.Transient<TService, TOwn>());
        }
    }
}

/// <summary>Sees to it that an authorization counts for the endpoint it was made for, and for no other.</summary>
/// <remarks>
/// URL rewriting, error pages and the like may route a request anew after <c>UseAuthorization</c>. The framework then runs the new
/// endpoint on the authorization of the old one, which may have demanded nothing. Whenever routing comes to an endpoint, the mark of
/// earlier authorizations is taken away; unless <c>UseAuthorization</c> comes again, the framework throws where the endpoint demands something.
/// That is done on the way to each, whatever it demands: which endpoint it comes to be, another policy may still choose (a page that is
/// compiled when it is asked for, a dynamic route).
/// </remarks>
internal sealed class ReroutedEndpoints : MatcherPolicy, INodeBuilderPolicy
{
    // What the framework's authorization middleware notes, and its endpoint middleware looks for.
    private const string Mark = "__AuthorizationMiddlewareWithEndpointInvoked";

    public override int Order => 0;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => true;

    public IReadOnlyList<PolicyNodeEdge> GetEdges(IReadOnlyList<Endpoint> endpoints) => [new(Mark, endpoints)];

    public PolicyJumpTable BuildJumpTable(int exitDestination, IReadOnlyList<PolicyJumpTableEdge> edges) =>
        new OnlyWay(edges[0].Destination);

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
