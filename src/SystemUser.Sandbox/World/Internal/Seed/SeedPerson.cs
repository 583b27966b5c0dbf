using System.Collections.Immutable;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.World.Internal.Seed;

/// <summary>A person and, by organization number, the codes of the roles held there.</summary>
internal sealed record SeedPerson
{
    public required string Pid { get; init; }

    public required string Name { get; init; }

    public ImmutableDictionary<string, ImmutableArray<string>> Roles { get; init; } =
        ImmutableDictionary<string, ImmutableArray<string>>.Empty;
}
