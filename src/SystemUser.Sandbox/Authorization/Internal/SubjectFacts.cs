using SystemUser.Sandbox.Wire;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Access;
using SystemUser.Sandbox.World.Internal.Model;
using SystemUser.Sandbox.World.Internal.Policies;

namespace SystemUser.Sandbox.Authorization.Internal;

/// <summary>What Altinn knows of a person or an organization, as far as the policy asks for it. A system user has none of it.</summary>
internal static class SubjectFacts
{
    public static IEnumerable<PdpAttributeValue> Of(
        WorldState world,
        CompiledPolicy policy,
        ResolvedQuestion question,
        AskingSubject subject
    ) => [.. Roles(world, policy, question.Party, subject), .. OfItself(world, policy, question, subject)];

    private static IEnumerable<PdpAttributeValue> Roles(
        WorldState world,
        CompiledPolicy policy,
        Organization? party,
        AskingSubject subject
    ) =>
        policy.UsesRoles && subject is { HasUserId: true, Person: { } person } && party is not null
            ? Authority
                .RolesOf(world, person.Pid, party)
                .Where(role => role.IsOfRegister)
                .Select(role => new PdpAttributeValue(PolicyAttribute.RoleCode, role.Code))
            : [];

    // What kind of party it is, and the lists that it is on, count only where the question names no party but the subject.
    private static IEnumerable<PdpAttributeValue> OfItself(
        WorldState world,
        CompiledPolicy policy,
        ResolvedQuestion question,
        AskingSubject subject
    )
    {
        if (question.Question.SystemUserId is not null || !question.IsAboutTheSubjectAlone)
        {
            yield break;
        }

        if (policy.Uses(PolicyAttribute.PartyType))
        {
            if (subject is { IsByPartyUuid: true, Organization: null, Person: null })
            {
                throw new ArgumentException("the subject's party uuid is nobody's");
            }

            if ((subject.Organization ?? (object?)subject.Person) is { } party)
            {
                yield return new(PolicyAttribute.PartyType, party is Organization ? "organization" : "person");
            }
        }

        if (policy.Uses(PolicyAttribute.AccessList) && subject.Organization is { } member)
        {
            foreach (var list in world.AccessLists.All.Where(list => list.Members.Contains(member.Number)))
            {
                yield return new(PolicyAttribute.AccessList, $"{list.OrgCode}:{list.Identifier}");
            }
        }
    }
}
