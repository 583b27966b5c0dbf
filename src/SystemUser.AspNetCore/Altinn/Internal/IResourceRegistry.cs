using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Outbound;

namespace SystemUser.AspNetCore.Altinn.Internal;

/// <summary>What Altinn's resource registry tells everybody: which resources there are, and which actions their policies know.</summary>
internal interface IResourceRegistry
{
    /// <summary>Gets the actions that a resource's policy knows, in the policy's spelling.</summary>
    /// <returns><see langword="null"/> if the registry knows no such resource.</returns>
    /// <exception cref="OutboundException">The registry cannot be asked.</exception>
    Task<IReadOnlySet<string>?> FindActionsAsync(ResourceId resource, CancellationToken cancellationToken);

    /// <summary>Gets the names of all resources.</summary>
    /// <exception cref="OutboundException">The registry cannot be asked.</exception>
    Task<IReadOnlyList<string>> ListResourcesAsync(CancellationToken cancellationToken);
}
