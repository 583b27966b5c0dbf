using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.World.Internal.Access;

/// <summary>Finds system users by what vendors and Maskinporten know of them. Deleted ones are not found.</summary>
internal static class SystemUserLookup
{
    /// <summary>Finds the system user that a client may speak for: what Maskinporten asks Altinn.</summary>
    /// <param name="world">The world.</param>
    /// <param name="clientId">A Maskinporten client of the system.</param>
    /// <param name="vendor">The organization number of the system's vendor.</param>
    /// <param name="owner">The organization number of the system user's owner.</param>
    /// <param name="externalRef">The vendor's reference; the owner's number where the vendor gave none.</param>
    public static RegisteredSystemUser? FindByExternalId(
        WorldState world,
        string clientId,
        string vendor,
        string owner,
        string? externalRef
    ) =>
        world
            .Systems.Where(By.SystemClientId, clientId)
            .Where(system => !system.IsDeleted && system.Vendor == vendor)
            .Select(system => Find(world, system.Id, owner, externalRef))
            .FirstOrDefault(user => user is not null);

    /// <summary>Finds the system user that the three name.</summary>
    /// <param name="world">The world.</param>
    /// <param name="systemId">Its system.</param>
    /// <param name="owner">The organization number of its owner.</param>
    /// <param name="externalRef">The vendor's reference; the owner's number where the vendor gave none.</param>
    public static RegisteredSystemUser? Find(WorldState world, string systemId, string owner, string? externalRef) =>
        world
            .SystemUsers.Where(
                By.SystemUserTriple,
                By.Triple(systemId, owner, string.IsNullOrEmpty(externalRef) ? owner : externalRef)
            )
            .FirstOrDefault(user => !user.IsDeleted);
}
