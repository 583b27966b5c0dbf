using Microsoft.AspNetCore.Authorization;

namespace SystemUser.AspNetCore.Authorization;

/// <summary>Lets only system users in that hold a right on at least one of several Altinn resources, for the party of the request.</summary>
/// <remarks>
/// A right that is remembered costs no question; else all are asked for. <c>HttpContext.GetGrantedRights()</c> tells the endpoint which right let the
/// request in. What the properties say holds for all of the resources; several attributes on one endpoint must all be satisfied.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class RequireAnySystemUserRightAttribute : SystemUserRightDemandAttribute
{
    /// <summary>Creates a demand for a right on one of several resources.</summary>
    /// <param name="resources">The resources' ids in Altinn's resource registry, the first to be named first in a refusal.</param>
    /// <exception cref="ArgumentException">There is no id.</exception>
    /// <remarks>An id that is malformed stops the start, which names it and the endpoint.</remarks>
    public RequireAnySystemUserRightAttribute(params string[] resources)
    {
        ArgumentNullException.ThrowIfNull(resources);
        if (resources.Length == 0)
        {
            throw new ArgumentException("Give at least one resource.", nameof(resources));
        }

        Resources = [.. resources.Distinct()];
    }

    /// <summary>Gets the resources' ids.</summary>
    public IReadOnlyList<string> Resources { get; }

    /// <inheritdoc/>
    public override IEnumerable<IAuthorizationRequirement> GetRequirements() =>
        [new AnySystemUserRightRequirement(this)];
}
