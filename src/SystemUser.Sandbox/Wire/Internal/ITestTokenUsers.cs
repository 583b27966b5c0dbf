namespace SystemUser.Sandbox.Wire.Internal;

/// <summary>Fills in what a call to the test token generator leaves out.</summary>
internal interface ITestTokenUsers
{
    /// <summary>Finds a system user.</summary>
    /// <param name="systemUserId">Its id, in the usual spelling of a uuid; <see langword="null"/> for any.</param>
    /// <param name="owner">The organization number of its owner, or <see langword="null"/> for any.</param>
    /// <returns>
    /// What is known of it, or <see langword="null"/>: the generator still makes a token if it has an id.
    /// </returns>
    TestTokenUser? Find(string? systemUserId, string? owner);
}

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
