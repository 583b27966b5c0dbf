using System.Collections.Immutable;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.World.Internal.Seed;

/// <summary>The clients that one organization has in one capacity.</summary>
internal sealed record SeedClients
{
    public required string Facilitator { get; init; }

    public required ClientRelationKind Kind { get; init; }

    public required ImmutableArray<string> Clients { get; init; }
}
