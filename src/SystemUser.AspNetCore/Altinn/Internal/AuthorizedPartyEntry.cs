using System.Text.Json;

namespace SystemUser.AspNetCore.Altinn.Internal;

/// <summary>A party as access management lists it, a person or an organization, with its sub-units.</summary>
/// <param name="Name">The name.</param>
/// <param name="OrganizationNumber">The organization number; absent for persons.</param>
/// <param name="Type"><c>Organization</c>, <c>Person</c> …; Altinn's versions write a word or a number.</param>
/// <param name="UnitType">The organization form.</param>
/// <param name="IsDeleted">Whether the organization is struck off.</param>
/// <param name="OnlyHierarchyElementWithNoAccess">Whether it is listed only for the sake of its sub-units.</param>
/// <param name="Subunits">The sub-units.</param>
internal sealed record AuthorizedPartyEntry(
    string? Name,
    string? OrganizationNumber,
    JsonElement Type,
    string? UnitType,
    bool IsDeleted,
    bool OnlyHierarchyElementWithNoAccess,
    AuthorizedPartyEntry?[]? Subunits
)
{
    /// <summary>Gets whether the entry says that it is something else than an organization.</summary>
    public bool IsOtherThanOrganization =>
        Type.ValueKind == JsonValueKind.String
        && !string.Equals(Type.GetString(), "Organization", StringComparison.OrdinalIgnoreCase);
}
