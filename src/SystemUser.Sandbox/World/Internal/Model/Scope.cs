using System.Collections.Immutable;

namespace SystemUser.Sandbox.World.Internal.Model;

/// <summary>A Maskinporten scope and who was granted it.</summary>
internal sealed record Scope : IWorldRow
{
    public required string Name { get; init; }

    /// <summary>The organization number of the owner, who may always use it.</summary>
    public required string Owner { get; init; }

    public string Description { get; init; } = "";

    /// <summary>Whether every organization may use it.</summary>
    public bool IsOpen { get; init; }

    /// <summary>How long a token with this scope lives, in seconds. Defaults to 120.</summary>
    public int TokenLifetime { get; init; } = 120;

    /// <summary>The organizations that were granted the scope.</summary>
    public ImmutableArray<string> Consumers { get; init; } = [];

    string IWorldRow.Key => Name;
}
