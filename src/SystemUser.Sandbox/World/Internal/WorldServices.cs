using Microsoft.Extensions.DependencyInjection.Extensions;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal.Policies;
using SystemUser.Sandbox.World.Internal.Seed;
using SystemUser.Sandbox.World.Internal.Storage;

namespace SystemUser.Sandbox.World.Internal;

/// <summary>Opens the world: from its seed, or as it was kept.</summary>
internal static class WorldServices
{
    public static IServiceCollection AddWorld(this IServiceCollection services, WorldOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(options);
        services.TryAddSingleton(provider => Open(options, provider.GetRequiredService<ILogger<WorldStore>>()));
        services.TryAddSingleton<PolicyCache>();
        return services;
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
        var prepared = store.Change<Done>(draft =>
        {
            prepare(draft);
            return default(Done);
        });
        if (prepared.Problem is not null)
        {
            store.Dispose();
            throw new WorldStorageException(
                $"The state folder {options.StateFolder} cannot be written. Make room or mend the folder, or set another.",
                null
            );
        }

        return store;

        WorldState Prepared(WorldState state)
        {
            var draft = new WorldDraft(state);
            prepare(draft);
            return draft.State;
        }
    }
}
