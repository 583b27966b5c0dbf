using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Authentication.Internal.Vendors;

/// <summary>The system vendor that calls.</summary>
/// <param name="Organization">Its organization number.</param>
/// <param name="ClientId">The Maskinporten client that it calls with.</param>
internal sealed record CallingVendor(string Organization, string? ClientId)
{
    /// <summary>Finds a system of its own, deleted or not; another's is not found.</summary>
    public Result<VendorSystem> FindSystem(WorldState world, string? systemId) =>
        world.Systems.Find(systemId) is { } system && system.Vendor == Organization ? system : Problems.SystemNotFound;
}
