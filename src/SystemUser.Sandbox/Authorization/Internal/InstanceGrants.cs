using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Access;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Authorization.Internal;

/// <summary>What was given for the one instance that a question is about.</summary>
/// <remarks>
/// Altinn looks for what was given to people, and to organizations in which they have a key role; what was given to a system user or to an
/// organization that asks for itself, it does not find. Source: Altinn/altinn-authorization-tmp, <c>PolicyInformationPoint.FindAllDelegations</c>.
/// </remarks>
internal static class InstanceGrants
{
    /// <summary>The delegations that count for the subject.</summary>
    public static IEnumerable<InstanceDelegation> Of(
        WorldState world,
        ResolvedQuestion question,
        AskingSubject subject
    ) =>
        subject is { HasUserId: true, Person: { } person }
            ? AboutInstance(world, question)
                .Where(delegation =>
                    delegation.Receiver == person.PartyUuid || Represents(world, person, delegation.Receiver)
                )
            : [];

    /// <summary>A delegation to the subject that does not count.</summary>
    public static InstanceDelegation? Overlooked(WorldState world, ResolvedQuestion question, AskingSubject subject) =>
        (question.SystemUser?.Id ?? subject.Organization?.PartyUuid) is { } id
            ? AboutInstance(world, question).FirstOrDefault(delegation => delegation.Receiver == id)
            : null;

    private static IEnumerable<InstanceDelegation> AboutInstance(WorldState world, ResolvedQuestion question) =>
        question.Instance is { } instance
            ? world
                .InstanceDelegations.Where(By.InstanceGiver, question.Party?.Number)
                .Where(delegation =>
                    string.Equals(delegation.ResourceId, question.ResourceId, StringComparison.OrdinalIgnoreCase)
                    && instance.Is(delegation.Instance)
                )
            : [];

    private static bool Represents(WorldState world, RegisteredPerson person, Guid receiver) =>
        world.Organizations.First(By.OrganizationUuid, receiver.ToString()) is { } organization
        && Authority.RolesOf(world, person.Pid, organization).Any(role => role.IsKeyRole);
}
