using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.AccessManagement.Internal;

/// <summary>An organization that a subject may act for, as Altinn writes it.</summary>
internal sealed record AuthorizedPartyView
{
    public required Guid PartyUuid { get; init; }

    public required string Name { get; init; }

    public required string OrganizationNumber { get; init; }

    public Guid? ParentId { get; init; }

    public string? PersonId { get; init; }

    public DateOnly? DateOfBirth { get; init; }

    public required int PartyId { get; init; }

    public string? EmailId { get; init; }

    public string Type { get; init; } = "Organization";

    public required string UnitType { get; init; }

    public bool IsDeleted { get; init; }

    /// <summary>Whether the party is there only to hold its sub-units.</summary>
    public bool OnlyHierarchyElementWithNoAccess { get; init; }

    public IReadOnlyList<string> AuthorizedAccessPackages { get; init; } = [];

    public IReadOnlyList<string> AuthorizedResources { get; init; } = [];

    public IReadOnlyList<string> AuthorizedRoles { get; init; } = [];

    public IReadOnlyList<string> AuthorizedInstances { get; init; } = [];

    public IReadOnlyList<AuthorizedPartyView> Subunits { get; init; } = [];
}
