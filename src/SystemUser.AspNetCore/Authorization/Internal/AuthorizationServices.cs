using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SystemUser.AspNetCore.Answers.Internal;
using SystemUser.AspNetCore.Authorization.Internal.Audit;
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
