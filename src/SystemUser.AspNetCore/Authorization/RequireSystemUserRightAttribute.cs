using Microsoft.AspNetCore.Authorization;

namespace SystemUser.AspNetCore.Authorization;

/// <summary>Lets only system users in that hold a right on an Altinn resource for the party of the request, as Altinn's policy decision point says.</summary>
/// <remarks>
/// Several on one endpoint must all be satisfied. The party is the organization that owns the system user, unless one of the
/// <c>PartyFrom…</c> properties takes it from elsewhere.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class RequireSystemUserRightAttribute : SystemUserRightDemandAttribute
{
    /// <summary>Creates a demand for a right on a resource.</summary>
    /// <param name="resource">The resource's id in Altinn's resource registry, such as <c>ske-krav-og-betalinger</c>.</param>
    /// <remarks>An id that is malformed stops the start, which names it and the endpoint.</remarks>
    public RequireSystemUserRightAttribute(string resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        Resource = resource;
    }

    /// <summary>Gets the resource's id.</summary>
    public string Resource { get; }

    /// <inheritdoc/>
    public override IEnumerable<IAuthorizationRequirement> GetRequirements() => [new SystemUserRightRequirement(this)];
}
