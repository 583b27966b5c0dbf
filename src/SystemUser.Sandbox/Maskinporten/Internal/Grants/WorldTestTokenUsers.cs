using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.World.Internal;

namespace SystemUser.Sandbox.Maskinporten.Internal.Grants;

/// <summary>Fills in the test token generator's blanks from the world.</summary>
internal sealed class WorldTestTokenUsers(WorldStore store) : ITestTokenUsers
{
    public TestTokenUser? Find(string systemUserId)
    {
        var world = store.Current;
        return world.SystemUsers.Find(systemUserId) is { } user && world.Systems.Find(user.SystemId) is { } system
            ? new TestTokenUser(user.Owner, system.Id, system.Vendor, system.ClientIds.FirstOrDefault())
            : null;
    }
}
