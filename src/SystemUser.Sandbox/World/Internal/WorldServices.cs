using Microsoft.Extensions.DependencyInjection.Extensions;
using SystemUser.Sandbox.AccessManagement.Internal;
using SystemUser.Sandbox.Authorization.Internal;
using SystemUser.Sandbox.Authorization.Internal.Policies;
using SystemUser.Sandbox.DecisionLog.Internal;
using SystemUser.Sandbox.Faults.Internal;
using SystemUser.Sandbox.Http.Internal;
using SystemUser.Sandbox.Portal.Internal;
using SystemUser.Sandbox.ResourceRegistry.Internal;
using SystemUser.Sandbox.TestTokens.Internal;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.World.Internal.Seed;

namespace SystemUser.Sandbox.World.Internal;

/// <summary>Puts the world together, and behind the seams of the wire.</summary>
internal static class WorldServices
{
    /// <summary>
    /// Adds the world, what can be done in it, and what decides behind the wire; Maskinporten adds itself.
    /// </summary>
    public static IServiceCollection AddWorld(this IServiceCollection services, WorldOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => Open(options, provider.GetRequiredService<ILogger<WorldStore>>()));
        services.TryAddSingleton<PolicyCache>();
        services.TryAddSingleton<DecisionRing>();
        services.TryAddSingleton<FaultSwitches>();
        services.TryAddSingleton<ApiCallers>();
        services.TryAddSingleton<PortalCallers>();
        services.TryAddSingleton<ResourceOperations>();
        services.TryAddSingleton<AccessListOperations>();
        services.TryAddSingleton<Delegability>();
        services.TryAddSingleton<RequestAnswers>();
        services.TryAddSingleton<ChangeAnswers>();
        services.TryAddSingleton<RightsNotices>();
        services.TryAddSingleton<SystemUserAdministration>();
        services.TryAddSingleton<ClientDelegations>();
        services.TryAddSingleton<AuthorizedParties>();
        services.TryAddSingleton<DecisionMaker>();
        services.TryAddSingleton<WorldDecisions>();
        services.TryAddSingleton<IDecisionSource>(provider => provider.GetRequiredService<WorldDecisions>());
        services.TryAddSingleton<IServiceOwners>(provider => new WorldServiceOwners(
            provider.GetRequiredService<WorldStore>(),
            options.SubscriptionKeys
        ));
        services.AddPortal();
        return services;
    }

    /// <summary>
    /// Maps what the world adds to the wire. The host also puts <see cref="FaultMiddleware"/> before everything.
    /// </summary>
    public static void MapWorld(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapResourceRegistry();
        endpoints.MapAccessLists();
        endpoints.MapRequestAnswers();
        endpoints.MapSystemUserAdministration();
        endpoints.MapRightsNotices();
        endpoints.MapClientDelegations();
        endpoints.MapAuthorizedParties();
        endpoints.MapDecisionLog();
        endpoints.MapFaults();
        endpoints.MapTestTokens();
        endpoints.MapPortal();
    }

    private static WorldStore Open(WorldOptions options, ILogger<WorldStore> logger)
    {
        var seed = options.SeedFile is { } path ? WorldSeed.FromFile(path) : WorldSeed.Embedded();
        var prepare = options.Prepare ?? (static _ => { });
        var store = new WorldStore(
            new WorldSeed(Prepared(seed.Cast), Prepared(seed.Story)),
            options.StateFolder,
            logger
        );
        store.Change<Done>(draft =>
        {
            prepare(draft);
            return default(Done);
        });
        return store;

        WorldState Prepared(WorldState state)
        {
            var draft = new WorldDraft(state);
            prepare(draft);
            return draft.State;
        }
    }
}
