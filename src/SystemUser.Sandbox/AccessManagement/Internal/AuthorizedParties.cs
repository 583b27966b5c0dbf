using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Access;
using SystemUser.Sandbox.World.Internal.Model;
using SystemUser.Sandbox.World.Internal.Policies;

namespace SystemUser.Sandbox.AccessManagement.Internal;

/// <summary>Lists the organizations that a system user or a person may act for.</summary>
internal sealed class AuthorizedParties(PolicyCache policies)
{
    /// <summary>The organizations of a system user; none for one that does not exist.</summary>
    public List<AuthorizedPartyView> OfSystemUser(WorldState world, Guid systemUserId, AuthorizedPartiesFilter filter)
    {
        if (world.SystemUsers.Find(systemUserId) is not { IsDeleted: false } user)
        {
            return [];
        }

        var held =
            user.Kind == SystemUserKind.Standard
                ? [user.Owner]
                : world.Delegations.Where(By.DelegationAgent, user.Id.ToString()).Select(row => row.Client);
        return List(world, held, organization => Holding.Of(world, user, organization), _ => [], filter);
    }

    /// <summary>The organizations in which a person has a role; none for one that does not exist.</summary>
    public List<AuthorizedPartyView> OfPerson(WorldState world, string pid, AuthorizedPartiesFilter filter) =>
        List(
            world,
            world.Roles.Where(By.RolePerson, pid).Select(row => row.Organization),
            _ => Holding.Nothing,
            organization =>
                [
                    .. Authority
                        .RolesOf(world, pid, organization)
                        .Where(role => role.IsOfRegister)
                        .Select(role => role.Code),
                ],
            filter
        );

    private List<AuthorizedPartyView> List(
        WorldState world,
        IEnumerable<string> numbers,
        Func<Organization, Holding> holding,
        Func<Organization, IReadOnlyList<string>> roles,
        AuthorizedPartiesFilter filter
    )
    {
        var direct = numbers.ToHashSet(StringComparer.Ordinal);
        var roots = direct
            .Select(number => world.Organizations.Find(number))
            .OfType<Organization>()
            .Select(organization => organization.Parent is { } parent ? world.Organizations.Find(parent) : organization)
            .OfType<Organization>()
            .DistinctBy(organization => organization.Number, StringComparer.Ordinal)
            .OrderBy(organization => organization.Number, StringComparer.Ordinal);
        var result = new List<AuthorizedPartyView>();
        foreach (var root in roots)
        {
            var subunits = world
                .Organizations.Where(By.ParentOrganization, root.Number)
                .Where(unit =>
                    direct.Contains(unit.Number) || (filter.IncludeSubParties && direct.Contains(root.Number))
                )
                .Where(unit => Passes(world, unit, holding(unit), roles(unit), filter))
                .Select(unit => Describe(unit, holding(unit), roles(unit), filter) with { ParentId = root.PartyUuid })
                .ToList();
            if (Passes(world, root, holding(root), roles(root), filter))
            {
                result.Add(Describe(root, holding(root), roles(root), filter) with { Subunits = subunits });
            }
            else if (subunits.Count > 0)
            {
                result.Add(
                    Describe(root, Holding.Nothing, [], filter) with
                    {
                        OnlyHierarchyElementWithNoAccess = true,
                        Subunits = subunits,
                    }
                );
            }
        }

        return result;
    }

    private bool Passes(
        WorldState world,
        Organization organization,
        Holding held,
        IReadOnlyList<string> roles,
        AuthorizedPartiesFilter filter
    )
    {
        if (
            held is { AccessPackages.IsEmpty: true, Rights.IsEmpty: true } && roles.Count == 0
            || (organization.IsDeleted && !filter.IncludeInactiveParties)
            || filter.Parties?.Contains(organization.Number) == false
        )
        {
            return false;
        }

        return (filter.AnyOfResourceIds.IsEmpty || filter.AnyOfResourceIds.Any(id => MayUse(world, id, held, roles)))
            && (
                filter.OrgCode is not { } orgCode
                || world
                    .Organizations.Where(By.OrgCode, orgCode)
                    .SelectMany(owner => world.Resources.Where(By.ResourceOwner, owner.Number))
                    .Any(resource => MayUse(world, resource.Id, held, roles))
            );
    }

    private bool MayUse(WorldState world, string resourceId, Holding held, IReadOnlyList<string> roles)
    {
        if (!policies.Find(world, resourceId).Is(out var policy, out _))
        {
            return false;
        }

        return (held.Rights.Contains(resourceId, StringComparer.Ordinal) && policy.SingleRight is not null)
            || policy
                .Rules.Where(rule => rule.Permits)
                .SelectMany(rule => rule.Subjects)
                .Any(subject =>
                    subject.All(attribute =>
                        attribute.Type switch
                        {
                            PolicyAttribute.AccessPackage => held.AccessPackages.Any(urn =>
                                CatalogPackage.NameIn(urn).Equals(attribute.Value, StringComparison.OrdinalIgnoreCase)
                            ),
                            PolicyAttribute.RoleCode => roles.Contains(
                                attribute.Value,
                                StringComparer.OrdinalIgnoreCase
                            ),
                            _ => false,
                        }
                    )
                );
    }

    private static AuthorizedPartyView Describe(
        Organization organization,
        Holding held,
        IReadOnlyList<string> roles,
        AuthorizedPartiesFilter filter
    ) =>
        new()
        {
            PartyUuid = organization.PartyUuid,
            PartyId = organization.PartyId,
            Name = organization.Name,
            OrganizationNumber = organization.Number,
            UnitType = organization.Form,
            IsDeleted = organization.IsDeleted,
            AuthorizedAccessPackages = filter.IncludeAccessPackages
                ? [.. held.AccessPackages.Select(CatalogPackage.NameIn)]
                : [],
            AuthorizedResources = filter.IncludeResources ? held.Rights : [],
            AuthorizedRoles = filter.IncludeRoles ? roles : [],
        };
}
