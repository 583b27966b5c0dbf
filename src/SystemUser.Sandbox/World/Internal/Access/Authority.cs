using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.World.Internal.Access;

/// <summary>Who may do what for an organization, by the register.</summary>
internal static class Authority
{
    /// <summary>
    /// The roles that the person has in the organization; those in a main unit count for its sub-units.
    /// </summary>
    public static IEnumerable<Role> RolesOf(WorldState world, string? pid, Organization organization) =>
        world
            .Roles.Where(By.RolePerson, pid)
            .Where(row => organization.IsOrIsUnder(row.Organization))
            .Select(row => Roles.Find(row.Role));

    /// <summary>Whether the person may give the organization's rights away, and take them back.</summary>
    public static bool Governs(WorldState world, string? pid, Organization? organization) =>
        organization is not null && RolesOf(world, pid, organization).Any(role => role.Governs);

    /// <summary>Whether the person may do everything for the organization, and make others main administrators.</summary>
    public static bool IsMainAdministrator(WorldState world, string? pid, Organization organization) =>
        RolesOf(world, pid, organization).Any(role => role.IsMainAdministrator);

    /// <summary>Whether the person may give the clients of an accountant or auditor to its agents.</summary>
    public static bool AdministersClients(WorldState world, string? pid, Organization? organization) =>
        organization is { IsFacilitator: true }
        && RolesOf(world, pid, organization).Any(role => role.AdministersClients);

    /// <summary>Whether the person may answer a vendor's request to the organization; those for agents are for client administrators too.</summary>
    public static bool MayAnswer(WorldState world, string? pid, Organization? organization, SystemUserKind kind) =>
        Governs(world, pid, organization)
        || (kind == SystemUserKind.Agent && AdministersClients(world, pid, organization));

    /// <summary>The people who have a role in the organization, each once.</summary>
    public static IEnumerable<RegisteredPerson> PeopleOf(WorldState world, Organization? organization) =>
        new[] { organization?.Number, organization?.Parent }
            .OfType<string>()
            .SelectMany(number => world.Roles.Where(By.RoleOrganization, number))
            .Select(row => row.Person)
            .Distinct(StringComparer.Ordinal)
            .Select(world.Persons.Find)
            .OfType<RegisteredPerson>();

    /// <summary>
    /// The organizations in which the person has a role, and their sub-units, in the order of their names.
    /// </summary>
    public static IEnumerable<Organization> OrganizationsOf(WorldState world, string? pid) =>
        world
            .Roles.Where(By.RolePerson, pid)
            .Select(row => world.Organizations.Find(row.Organization))
            .OfType<Organization>()
            .SelectMany(organization =>
                world.Organizations.Where(By.ParentOrganization, organization.Number).Prepend(organization)
            )
            .DistinctBy(organization => organization.Number, StringComparer.Ordinal)
            .OrderBy(organization => organization.Name, StringComparer.Ordinal);
}
