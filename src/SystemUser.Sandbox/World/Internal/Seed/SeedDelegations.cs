using System.Collections.Immutable;

namespace SystemUser.Sandbox.World.Internal.Seed;

/// <summary>The clients that an agent system user may act for, with all its packages.</summary>
internal sealed record SeedDelegations
{
    public required Guid Agent { get; init; }

    public required ImmutableArray<string> Clients { get; init; }
}
