using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.World.Internal;

namespace SystemUser.Sandbox.Authorization.Internal;

/// <summary>Altinn's policy decision point behind the wire: what it decides, and whom its gateway lets through.</summary>
internal static class AuthorizationArea
{
    /// <param name="services">The services.</param>
    /// <param name="subscriptionKeys">The subscription keys that open the gateway; empty for any.</param>
    public static IServiceCollection AddSandboxAuthorization(
        this IServiceCollection services,
        IReadOnlyCollection<string> subscriptionKeys
    )
    {
        services.AddSingleton<DecisionMaker>();
        services.AddSingleton<IDecisionSource, WorldDecisions>();
        services.AddSingleton<IServiceOwners>(provider => new WorldServiceOwners(
            provider.GetRequiredService<WorldStore>(),
            subscriptionKeys
        ));
        return services;
    }
}
