using SystemUser.Sandbox.World.Internal.Model;
using SystemUser.Sandbox.World.Internal.Policies;

namespace SystemUser.Sandbox.World.Internal.Access;

/// <summary>What a delegation of an instance refers to.</summary>
internal static class InstanceReferences
{
    /// <summary>What is wrong with a delegation; <see langword="null"/> if nothing is.</summary>
    public static string? FindFault(WorldState world, InstanceDelegation delegation) =>
        world.Organizations.Find(delegation.Giver) is null ? $"There is no organization {delegation.Giver}."
        : NameOf(world, delegation.Receiver) is null
            ? $"There is no person, organization or system user with the uuid {delegation.Receiver}."
        : world.Resources.Find(delegation.ResourceId) is null ? $"There is no resource '{delegation.ResourceId}'."
        : !delegation.Rights.All(IsWhole) ? "A right must have resource and action, and these type and value."
        : null;

    /// <summary>The name of a person or an organization, or the reference of a system user.</summary>
    public static string? NameOf(WorldState world, Guid receiver) =>
        world.Organizations.First(By.OrganizationUuid, receiver.ToString())?.Name
        ?? world.Persons.First(By.PersonUuid, receiver.ToString())?.Name
        ?? world.SystemUsers.Find(receiver)?.ExternalRef;

    // The parts of a right are absent where JSON leaves them out.
    private static bool IsWhole(ResourceRight right) =>
        !right.Resource.IsDefault
        && right.Resource.Append(right.Action).All(attribute => attribute is { Type: not null, Value: not null });
}
