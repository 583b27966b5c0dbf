using Microsoft.AspNetCore.Authorization;

namespace SystemUser.AspNetCore.Authorization;

/// <summary>The requirement behind <see cref="RequireSystemUserRightAttribute"/>.</summary>
public sealed class SystemUserRightRequirement : IAuthorizationRequirement
{
    /// <summary>Creates the requirement of an attribute.</summary>
    public SystemUserRightRequirement(RequireSystemUserRightAttribute demand)
    {
        ArgumentNullException.ThrowIfNull(demand);
        Demand = demand;
    }

    /// <summary>Gets the attribute with everything that is demanded.</summary>
    public RequireSystemUserRightAttribute Demand { get; }

    /// <summary>Returns the right, for the framework's log of failed requirements.</summary>
    public override string ToString() =>
        $"{nameof(SystemUserRightRequirement)}: {Demand.Resource}/{Demand.Action ?? "(by method)"}";
}
