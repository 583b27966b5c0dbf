using System.Collections.Immutable;
using SystemUser.Sandbox.World.Internal.Policies;

namespace SystemUser.Sandbox.World.Internal.Model;

/// <summary>What an organization lets somebody do with one instance of a resource, and with no other.</summary>
internal sealed record InstanceDelegation : IWorldRow
{
    /// <summary>The organization number of whoever gave it.</summary>
    public required string Giver { get; init; }

    /// <summary>The party uuid of a person or an organization, or the id of a system user.</summary>
    public required Guid Receiver { get; init; }

    public required string ResourceId { get; init; }

    /// <summary>The URN of the instance, for example <c>urn:altinn:correspondence-id:…</c>.</summary>
    public required string Instance { get; init; }

    public required ImmutableArray<ResourceRight> Rights { get; init; }

    string IWorldRow.Key => KeyOf(Giver, Receiver, ResourceId, Instance);

    /// <summary>Whether it is of the instance, by what tells delegations apart.</summary>
    public bool IsOf(string instance) =>
        string.Equals(
            KeyOf(Giver, Receiver, ResourceId, instance),
            KeyOf(Giver, Receiver, ResourceId, Instance),
            StringComparison.Ordinal
        );

    // Altinn compares instances in whatever casing.
    public static string KeyOf(string giver, Guid receiver, string resourceId, string instance) =>
        $"{giver}:{receiver}:{resourceId}:{instance.ToLowerInvariant()}";
}
