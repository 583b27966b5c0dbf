using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.World.Internal;

namespace SystemUser.Sandbox.Authorization.Internal;

/// <summary>
/// Knows the service owners of the world. Any subscription key opens the gateway: nobody hands keys out here.
/// </summary>
internal sealed class WorldServiceOwners(WorldStore store) : IServiceOwners
{
    public bool KnowsSubscriptionKey(string subscriptionKey) => !string.IsNullOrWhiteSpace(subscriptionKey);

    public string? FindOrgCode(string organizationNumber) =>
        store.Current.Organizations.Find(organizationNumber)?.OrgCode;
}
