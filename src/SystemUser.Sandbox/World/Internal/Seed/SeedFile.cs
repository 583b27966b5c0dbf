using System.Collections.Immutable;
using System.Text.Json;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.World.Internal.Seed;

/// <summary>A seed as it stands in its JSON file.</summary>
internal sealed record SeedFile
{
    public ImmutableArray<Organization> Organizations { get; init; } = [];

    public ImmutableArray<SeedPerson> Persons { get; init; } = [];

    public ImmutableArray<SeedClients> Clients { get; init; } = [];

    public ImmutableArray<RightHolding> RightHoldings { get; init; } = [];

    public ImmutableArray<CatalogPackage> AccessPackages { get; init; } = [];

    public ImmutableArray<SeedResource> Resources { get; init; } = [];

    public ImmutableArray<AccessList> AccessLists { get; init; } = [];

    public ImmutableArray<Scope> Scopes { get; init; } = [];

    public ImmutableArray<RegisteredClient> MaskinportenClients { get; init; } = [];

    public ImmutableArray<VendorSystem> Systems { get; init; } = [];

    public ImmutableArray<RegisteredSystemUser> SystemUsers { get; init; } = [];

    public ImmutableArray<SeedDelegations> Delegations { get; init; } = [];

    public ImmutableArray<InstanceDelegation> InstanceDelegations { get; init; } = [];

    public ImmutableArray<NewUserRequest> Requests { get; init; } = [];

    public ImmutableArray<UserChangeRequest> ChangeRequests { get; init; } = [];

    public ImmutableArray<SystemChange> SystemChanges { get; init; } = [];

    public ImmutableArray<ScopeDelegation> ScopeDelegations { get; init; } = [];

    public ImmutableArray<Consent> Consents { get; init; } = [];
}

/// <summary>A person and, by organization number, the codes of the roles held there.</summary>
internal sealed record SeedPerson
{
    public required string Pid { get; init; }

    public required string Name { get; init; }

    /// <summary>Altinn's number for the person as a user; one of the sandbox's own if it is not given.</summary>
    public int UserId { get; init; }

    /// <summary>Altinn's number for the person as a party; one of the sandbox's own if it is not given.</summary>
    public int PartyId { get; init; }

    public Guid PartyUuid { get; init; }

    public ImmutableDictionary<string, ImmutableArray<string>> Roles { get; init; } =
        ImmutableDictionary<string, ImmutableArray<string>>.Empty;
}

/// <summary>The clients that one organization has in one capacity.</summary>
internal sealed record SeedClients
{
    public required string Facilitator { get; init; }

    public required ClientRelationKind Kind { get; init; }

    public required ImmutableArray<string> Clients { get; init; }
}

/// <summary>A resource, as it would be put to the resource registry, and the file that holds its policy.</summary>
internal sealed record SeedResource
{
    public required JsonElement Resource { get; init; }

    /// <summary>The path of the XACML file, relative to the seed file.</summary>
    public string? PolicyFile { get; init; }

    /// <summary>The policy itself, in XACML, in the place of a file.</summary>
    public string? Policy { get; init; }
}

/// <summary>The clients that an agent system user may act for: with all its packages, unless some are named.</summary>
internal sealed record SeedDelegations
{
    public required Guid Agent { get; init; }

    public required ImmutableArray<string> Clients { get; init; }

    /// <summary>The URNs of the packages delegated; <see langword="null"/> for all that the agent has.</summary>
    public ImmutableArray<string>? AccessPackages { get; init; }

    /// <summary>The ids of the single resources delegated.</summary>
    public ImmutableArray<string> Rights { get; init; } = [];
}
