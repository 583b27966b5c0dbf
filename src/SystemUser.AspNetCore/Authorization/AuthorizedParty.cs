using SystemUser.AspNetCore.Claims;

namespace SystemUser.AspNetCore.Authorization;

/// <summary>The organization that a right was checked for. Endpoints use this one, so that checked and used cannot differ.</summary>
/// <remarks>Declare it as a parameter of an endpoint, or get it from <c>HttpContext.GetAuthorizedParty()</c>.</remarks>
public sealed partial class AuthorizedParty
{
    /// <summary>Creates a party, for code that is tested without a request.</summary>
    public AuthorizedParty(OrganizationNumber number, bool isOwner)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(number, default);
        Number = number;
        IsOwner = isOwner;
    }

    /// <summary>Gets the organization number.</summary>
    public OrganizationNumber Number { get; }

    /// <summary>Gets whether the organization owns the system user; if not, it is a client of the owner, or a sub-unit.</summary>
    public bool IsOwner { get; }

    /// <summary>Returns the organization number.</summary>
    public override string ToString() => Number.ToString();
}
