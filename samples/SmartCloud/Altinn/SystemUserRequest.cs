using SmartCloud.Customers;

namespace SmartCloud.Altinn;

/// <summary>Asks a customer for a system user.</summary>
internal sealed record SystemUserRequest
{
    /// <summary>Gets the vendor's own name for the request; token requests must give it again.</summary>
    public required string ExternalRef { get; init; }

    /// <summary>Gets the system.</summary>
    public required string SystemId { get; init; }

    /// <summary>Gets the customer.</summary>
    public required OrganizationNumber PartyOrgNo { get; init; }

    /// <summary>Gets the single rights asked for; none for an agent.</summary>
    public IReadOnlyList<Right>? Rights { get; init; }

    /// <summary>Gets the access packages asked for; at least one for an agent.</summary>
    public IReadOnlyList<AccessPackage>? AccessPackages { get; init; }

    /// <summary>Gets where the browser is sent afterwards; must be on the system's list.</summary>
    public required Uri RedirectUrl { get; init; }
}
