using System.Collections.Immutable;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.World.Internal.Seed;

/// <summary>A seed as it stands in its JSON file.</summary>
internal sealed record SeedFile
{
    public ImmutableArray<Organization> Organizations { get; init; } = [];

    public ImmutableArray<SeedPerson> Persons { get; init; } = [];

    public ImmutableArray<SeedClients> Clients { get; init; } = [];

    public ImmutableArray<AccessPackage> AccessPackages { get; init; } = [];

    public ImmutableArray<SeedResource> Resources { get; init; } = [];

    public ImmutableArray<AccessList> AccessLists { get; init; } = [];

    public ImmutableArray<Scope> Scopes { get; init; } = [];

    public ImmutableArray<MaskinportenClient> MaskinportenClients { get; init; } = [];

    public ImmutableArray<RegisteredSystem> Systems { get; init; } = [];

    public ImmutableArray<RegisteredSystemUser> SystemUsers { get; init; } = [];

    public ImmutableArray<SeedDelegations> Delegations { get; init; } = [];
}
