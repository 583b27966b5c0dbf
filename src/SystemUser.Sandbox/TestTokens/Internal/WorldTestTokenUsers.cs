using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.World.Internal;

namespace SystemUser.Sandbox.TestTokens.Internal;

/// <summary>Fills in what the world knows of a system user when a test token is made for it.</summary>
internal sealed class WorldTestTokenUsers(WorldStore store) : ITestTokenUsers
{
    public TestTokenUser? Find(string systemUserId)
    {
        var world = store.Current;
        return world.SystemUsers.Find(systemUserId) is { } user && world.Systems.Find(user.SystemId) is { } system
            ? new TestTokenUser(
                user.Owner,
                system.Id,
                system.Vendor,
                system.ClientIds.IsEmpty ? null : system.ClientIds[0]
            )
            : null;
    }
}
