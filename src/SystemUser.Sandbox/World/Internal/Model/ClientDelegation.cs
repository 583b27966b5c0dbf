using System.Collections.Immutable;

namespace SystemUser.Sandbox.World.Internal.Model;

/// <summary>That an agent system user may act for one client of its owner, or for the owner itself.</summary>
internal sealed record ClientDelegation : IWorldRow
{
    public required Guid Agent { get; init; }

    /// <summary>The client's organization number.</summary>
    public required string Client { get; init; }

    /// <summary>The URNs of the packages delegated.</summary>
    public required ImmutableArray<string> AccessPackages { get; init; }

    /// <summary>The ids of the single resources delegated.</summary>
    public ImmutableArray<string> Rights { get; init; } = [];

    public required DateTimeOffset Created { get; init; }

    string IWorldRow.Key => KeyOf(Agent, Client);

    public static string KeyOf(Guid agent, string client) => $"{agent}:{client}";
}
