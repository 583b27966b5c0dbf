using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Access;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.AccessManagement.Internal.People;

/// <summary>Altinn's own roles, given to people of an organization and taken back. Those of the register stay as they are.</summary>
internal sealed class RoleAdministration(WorldStore store)
{
    /// <summary>The roles that a person may give in an organization: a main administrator all, an access manager that one alone.</summary>
    public static IReadOnlyList<Role> GivableBy(WorldState world, string pid, Organization organization) =>
        [.. TakableBy(world, pid, organization).Where(role => role.Governs || organization.IsFacilitator)];

    /// <summary>The roles that a person may take back in an organization; the client administrator's even where there are no clients.</summary>
    public static IReadOnlyList<Role> TakableBy(WorldState world, string pid, Organization organization) =>
        Authority.IsMainAdministrator(world, pid, organization) ? Roles.OfAltinn
        : Authority.Governs(world, pid, organization) ? [Roles.AccessManager]
        : [];

    /// <summary>Gives a role; whoever has it already keeps it.</summary>
    /// <param name="pid">Who gives it.</param>
    /// <param name="party">The organization that it is given in.</param>
    /// <param name="receiver">Who gets it, by identity number.</param>
    /// <param name="lastName">The last name of whoever gets it, so that a slip of the number gives nothing to a stranger.</param>
    /// <param name="code">The code of the role.</param>
    public Result<Done> Give(string pid, string party, string receiver, string lastName, string code) =>
        store.Change<Done>(draft =>
        {
            var world = draft.State;
            if (FindHindrance(world, pid, party, code, GivableBy) is { } hindrance)
            {
                return hindrance;
            }

            if (world.Persons.Find(receiver) is not { } person || !HasLastName(person, lastName))
            {
                return SandboxProblems.PersonNotFound;
            }

            draft.Put(
                new RoleAssignment
                {
                    Person = person.Pid,
                    Organization = party,
                    Role = code,
                }
            );
            return default(Done);
        });

    /// <summary>Takes a role back; nothing happens where it is gone already.</summary>
    /// <param name="pid">Who takes it.</param>
    /// <param name="party">The organization that it was given in.</param>
    /// <param name="holder">Who has it.</param>
    /// <param name="code">The code of the role.</param>
    public Result<Done> Take(string pid, string party, string holder, string code) =>
        store.Change<Done>(draft =>
        {
            if (FindHindrance(draft.State, pid, party, code, TakableBy) is { } hindrance)
            {
                return hindrance;
            }

            var had = HasMainAdministrator(draft.State, party);
            draft.Remove<RoleAssignment>(RoleAssignment.KeyOf(party, holder, code));
            return had && !HasMainAdministrator(draft.State, party) ? SandboxProblems.LastAdministrator : default(Done);
        });

    private static Problem? FindHindrance(
        WorldState world,
        string pid,
        string party,
        string code,
        Func<WorldState, string, Organization, IReadOnlyList<Role>> rolesOf
    )
    {
        if (world.Organizations.Find(party) is not { IsDeleted: false } organization)
        {
            return Problems.PartyNotFound;
        }

        return !Authority.Governs(world, pid, organization) ? SandboxProblems.NotGovernor
            : rolesOf(world, pid, organization).All(role => role.Code != code) ? SandboxProblems.RoleNotYours
            : null;
    }

    private static bool HasMainAdministrator(WorldState world, string party)
    {
        var organization = world.Organizations.Find(party)!;
        return Authority
            .PeopleOf(world, organization)
            .Any(person => Authority.IsMainAdministrator(world, person.Pid, organization));
    }

    private static bool HasLastName(RegisteredPerson person, string lastName) =>
        string.Equals(person.Name.Split(' ')[^1], lastName, StringComparison.OrdinalIgnoreCase);
}
