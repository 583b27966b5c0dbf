using System.Collections.Immutable;

namespace SystemUser.Sandbox.World.Internal.Model;

/// <summary>What one organization has given another to do for it: delegation from business to business.</summary>
internal sealed record RightHolding : IWorldRow
{
    /// <summary>The organization number of whoever gave it, and so is a client.</summary>
    public required string Giver { get; init; }

    /// <summary>The organization number of whoever holds it.</summary>
    public required string Holder { get; init; }

    /// <summary>The URNs of the packages given.</summary>
    public ImmutableArray<string> AccessPackages { get; init; } = [];

    /// <summary>The ids of the single resources given.</summary>
    public ImmutableArray<string> Rights { get; init; } = [];

    string IWorldRow.Key => KeyOf(Holder, Giver);

    public static string KeyOf(string holder, string giver) => $"{holder}:{giver}";
}
