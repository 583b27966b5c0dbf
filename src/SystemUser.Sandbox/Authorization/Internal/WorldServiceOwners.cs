using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.World.Internal;

namespace SystemUser.Sandbox.Authorization.Internal;

/// <summary>
/// Knows the service owners of the world. Nobody hands keys out here: any subscription key opens the gateway, unless the
/// good ones are named.
/// </summary>
internal sealed class WorldServiceOwners(WorldStore store, IReadOnlyCollection<string> keys) : IServiceOwners
{
    public bool KnowsSubscriptionKey(string subscriptionKey) =>
        keys.Count == 0
            ? !string.IsNullOrWhiteSpace(subscriptionKey)
            : keys.Contains(subscriptionKey, StringComparer.Ordinal);

    public string? FindOrgCode(string organizationNumber) =>
        store.Current.Organizations.Find(organizationNumber)?.OrgCode;
}
