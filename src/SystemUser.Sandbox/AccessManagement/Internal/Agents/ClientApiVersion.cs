using SystemUser.Sandbox.AccessManagement.Internal.EndUser;

namespace SystemUser.Sandbox.AccessManagement.Internal.Agents;

/// <summary>What differs between the versions of the calls: the names of their parameters, and whether single resources are spoken of.</summary>
/// <param name="Path">Where the calls begin.</param>
/// <param name="Client">The parameter that names the client.</param>
/// <param name="Agent">The parameter that names the agent.</param>
/// <param name="HasResources">Whether it speaks of single resources.</param>
internal sealed record ClientApiVersion(string Path, string Client, string Agent, bool HasResources)
{
    public static readonly ClientApiVersion First = new(ClientApi.FirstVersion, "from", "to", HasResources: false);

    public static readonly ClientApiVersion Second = new(
        ClientApi.SecondVersion,
        "client",
        "agent",
        HasResources: true
    );
}
