using Microsoft.AspNetCore.Authorization;
using SystemUser.AspNetCore.Authorization.Internal;

namespace SystemUser.AspNetCore.Authorization;

/// <summary>The requirement behind <see cref="RequireAnySystemUserRightAttribute"/>: what the attribute said when it was asked, unchanging.</summary>
public sealed class AnySystemUserRightRequirement : IAuthorizationRequirement, IRightDemand
{
    /// <summary>Creates the requirement of an attribute.</summary>
    /// <param name="demand">The attribute; later changes to it are not seen.</param>
    public AnySystemUserRightRequirement(RequireAnySystemUserRightAttribute demand)
    {
        ArgumentNullException.ThrowIfNull(demand);
        Rights =
        [
            .. demand.Resources.Select(resource => new SystemUserRightRequirement(demand, resource, demand.Resources)),
        ];
    }

    /// <summary>Gets the rights, of which one is enough. They differ in the resource alone.</summary>
    public IReadOnlyList<SystemUserRightRequirement> Rights { get; }

    bool ITokenDemand.NeedsSystemUser => true;

    IReadOnlyList<string> ITokenDemand.AnyOfScopes => Rights[0].Scopes;

    IReadOnlyList<SystemUserRightRequirement> IRightDemand.AnyOf => Rights;

    /// <summary>Returns the rights, for the framework's log of failed requirements.</summary>
    public override string ToString() =>
        $"{nameof(AnySystemUserRightRequirement)}: {string.Join(" or ", Rights.Select(right => right.ToWords()))}";
}
