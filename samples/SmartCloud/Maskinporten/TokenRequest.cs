using SmartCloud.Customers;

namespace SmartCloud.Maskinporten;

/// <summary>What a token is asked for.</summary>
/// <param name="Client">The system whose client asks.</param>
/// <param name="Scope">The scopes, separated by spaces.</param>
internal sealed record TokenRequest(SystemKind Client, string Scope)
{
    /// <summary>Gets the system user that the token shall speak for, or <see langword="null"/> for the vendor itself.</summary>
    public SystemUserReference? SystemUser { get; init; }

    /// <summary>Gets whether the token is exchanged for one of Altinn's own.</summary>
    public bool IsForAltinn { get; init; }
}

/// <summary>How Maskinporten finds a system user.</summary>
/// <param name="Owner">The organization that owns it: of an agent the accountant, never a client of the accountant.</param>
/// <param name="ExternalRef">The name that the request was made under.</param>
internal sealed record SystemUserReference(OrganizationNumber Owner, string ExternalRef);
