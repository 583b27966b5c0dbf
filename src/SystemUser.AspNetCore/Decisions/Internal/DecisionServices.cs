using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SystemUser.AspNetCore.Decisions.Internal.Xacml;

namespace SystemUser.AspNetCore.Decisions.Internal;

/// <summary>Registers the decision engine and the client of the policy decision point.</summary>
internal static class DecisionServices
{
    public static void Add(IServiceCollection services)
    {
        services.TryAddSingleton<IPolicyDecisionPoint, HttpPolicyDecisionPoint>();
        services.TryAddSingleton<IDecisionEngine, DecisionEngine>();
    }
}
