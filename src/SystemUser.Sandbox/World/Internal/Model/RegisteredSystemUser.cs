using System.Collections.Immutable;

namespace SystemUser.Sandbox.World.Internal.Model;

/// <summary>A system user: what one organization lets one system do.</summary>
internal sealed record RegisteredSystemUser : IWorldRow
{
    public required Guid Id { get; init; }

    public required SystemUserKind Kind { get; init; }

    public required string SystemId { get; init; }

    /// <summary>The organization number of the owner.</summary>
    public required string Owner { get; init; }

    /// <summary>The vendor's reference; the owner's number where the vendor gave none.</summary>
    public required string ExternalRef { get; init; }

    public string? IntegrationTitle { get; init; }

    /// <summary>The ids of the single resources that it holds for its owner.</summary>
    public ImmutableArray<string> Rights { get; init; } = [];

    /// <summary>
    /// The URNs of its access packages: a standard one holds them for its owner, an agent for the clients delegated to
    /// it (<see cref="ClientDelegation"/>).
    /// </summary>
    public ImmutableArray<string> AccessPackages { get; init; } = [];

    /// <summary>
    /// The <see cref="VendorSystem.Version"/> that the owner has seen; later changes are a notice to it.
    /// </summary>
    public int SeenSystemVersion { get; init; }

    public bool IsDeleted { get; init; }

    public DateTimeOffset Created { get; init; }

    string IWorldRow.Key => Id.ToString();
}

/// <summary>Whether a system user acts for its owner or for its owner's clients.</summary>
internal enum SystemUserKind
{
    /// <summary>Acts for its owner.</summary>
    Standard,

    /// <summary>Acts for clients of its owner.</summary>
    Agent,
}
