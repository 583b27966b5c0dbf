using SystemUser.AspNetCore.Claims;

namespace SystemUser.AspNetCore.Altinn;

/// <summary>Lists the organizations that a system user may act for: its owner, and an agent's clients.</summary>
/// <remarks>
/// Being listed is no right: ask with <c>ISystemUserAuthorizer</c> before showing anything. Needs the scope
/// <c>altinn:accessmanagement/authorizedparties.resourceowner</c> for the provider's own Maskinporten client.
/// </remarks>
public interface IAuthorizedPartyDirectory
{
    /// <summary>Gets the organizations that the system user may act for with a resource, sub-units included, each once, in the order of their numbers.</summary>
    /// <param name="systemUser">The system user.</param>
    /// <param name="resource">The resource that the list is narrowed to.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="AuthorizedPartyDirectoryException">No usable answer came.</exception>
    Task<IReadOnlyList<AuthorizedOrganization>> GetOrganizationsAsync(
        SystemUserId systemUser,
        ResourceId resource,
        CancellationToken cancellationToken
    );
}
