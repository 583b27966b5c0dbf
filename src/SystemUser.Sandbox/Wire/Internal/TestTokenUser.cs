namespace SystemUser.Sandbox.Wire.Internal;

/// <summary>A system user as the test token generator needs it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="OwnerOrganizationNumber">Who owns it.</param>
/// <param name="SystemId">Its system, such as <c>991825827_smartcloud</c>.</param>
/// <param name="VendorOrganizationNumber">The vendor of the system.</param>
/// <param name="ClientId">One of the system's Maskinporten clients, if it has any.</param>
internal sealed record TestTokenUser(
    Guid Id,
    string OwnerOrganizationNumber,
    string SystemId,
    string VendorOrganizationNumber,
    string? ClientId
);
