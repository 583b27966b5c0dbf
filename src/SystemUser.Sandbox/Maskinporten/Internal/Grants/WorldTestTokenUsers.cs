using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Maskinporten.Internal.Grants;

/// <summary>Fills in the test token generator's blanks from the world.</summary>
internal sealed class WorldTestTokenUsers(WorldStore store) : ITestTokenUsers
{
    public TestTokenUser? Find(string? systemUserId, string? owner)
    {
        var world = store.Current;
        var user = systemUserId is null ? FindAny(world, owner) : world.SystemUsers.Find(systemUserId);
        return user is not null && world.Systems.Find(user.SystemId) is { } system
            ? new TestTokenUser(
                user.Id,
                user.Owner,
                system.Id,
                system.Vendor,
                system.ClientIds.IsEmpty ? null : system.ClientIds[0]
            )
            : null;
    }

    // The oldest, a standard one before an agent: in the seed, that of the story's direct customer.
    private static RegisteredSystemUser? FindAny(WorldState world, string? owner) =>
        (owner is null ? world.SystemUsers.All : world.SystemUsers.Where(By.SystemUserOwner, owner))
            .Where(user => !user.IsDeleted)
            .OrderBy(user => user.Kind)
            .ThenBy(user => user.Created)
            .ThenBy(user => user.Id)
            .FirstOrDefault();
}
