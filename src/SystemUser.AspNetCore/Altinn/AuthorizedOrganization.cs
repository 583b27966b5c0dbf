using SystemUser.AspNetCore.Claims;

namespace SystemUser.AspNetCore.Altinn;

/// <summary>An organization that a system user may act for, as Altinn's access management lists it.</summary>
/// <param name="Number">The organization number.</param>
/// <param name="Name">The name.</param>
/// <param name="UnitType">The organization form, such as <c>AS</c> or <c>ENK</c>; <see langword="null"/> if not told.</param>
/// <param name="Parent">The main unit, for a sub-unit; else <see langword="null"/>.</param>
public sealed record AuthorizedOrganization(
    OrganizationNumber Number,
    string Name,
    string? UnitType,
    OrganizationNumber? Parent
);
