using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using SystemUser.AspNetCore.Decisions.Internal.Caching;
using SystemUser.AspNetCore.Decisions.Internal.Sharing;
using SystemUser.AspNetCore.Decisions.Internal.Xacml;

namespace SystemUser.AspNetCore.Decisions.Internal;

/// <summary>Registers the decision engine and the client of the policy decision point.</summary>
internal static class DecisionServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddDataProtection();
        services.TryAddSingleton<IPolicyDecisionPoint, HttpPolicyDecisionPoint>();
        services.TryAddSingleton<DecisionMemory>();
        services.TryAddSingleton<DecisionFlights>();
        services.TryAddSingleton<SharedSeal>();
        services.TryAddSingleton<SharedWatch>();
        services.TryAddSingleton<SharedDecisions>();
        services.TryAddSingleton<UntoldForgettings>();
        services.TryAddSingleton<ForgettingFollower>();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IHostedService, ForgettingFollower>(provider =>
                provider.GetRequiredService<ForgettingFollower>()
            )
        );
        services.TryAddSingleton<KnownParties>();
        services.TryAddSingleton<UnknownParties>();
        services.TryAddSingleton<DecisionStore>();
        services.TryAddSingleton<DecisionCaller>();
        services.TryAddSingleton<BatchQuarantine>();
        services.TryAddSingleton<BatchAsker>();
        services.TryAddSingleton<DecisionBatches>();
        services.TryAddSingleton<IDecisionEngine, DecisionEngine>();
    }
}
