using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Access;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.AccessManagement.Internal.EndUser;

/// <summary>What a client gives, by the role that it comes with.</summary>
/// <param name="Client">The client.</param>
/// <param name="Access">The packages and single resources, by role.</param>
internal sealed record ClientAccess(Organization Client, IReadOnlyList<RoleAccess> Access)
{
    /// <summary>The clients of an agent, with what is delegated to it.</summary>
    public static IEnumerable<ClientAccess> OfAgent(WorldState world, RegisteredSystemUser agent) =>
        from delegation in world.Delegations.Where(By.DelegationAgent, agent.Id.ToString())
        let client = world.Organizations.Find(delegation.Client)
        where client is not null
        let held = Holding.Effective(world, agent, delegation)
        select new ClientAccess(client, ByRole(world, agent.Owner, client, held));

    /// <summary>The clients of an organization, with all that they give.</summary>
    public static IEnumerable<ClientAccess> OfOrganization(WorldState world, string facilitator) =>
        from number in ClientRelations.ClientsOf(world, facilitator)
        let client = world.Organizations.Find(number)
        where client is not null
        let packages = world
            .AccessPackages.All.Where(package =>
                package.IsDelegable && ClientRelations.Gives(world, facilitator, number, package.Urn)
            )
            .Select(package => package.Urn)
            .Order(StringComparer.Ordinal)
        let rights = ClientRelations.HoldingOf(world, facilitator, number)?.Rights ?? []
        select new ClientAccess(client, ByRole(world, facilitator, client, new Holding([.. packages], rights)));

    public ClientAccessView ToView() =>
        new(EntityView.Of(Client), [.. Access.Select(access => access.ToView(resources: null))]);

    public ClientAccessView ToViewWithResources() =>
        new(
            EntityView.Of(Client),
            [.. Access.Select(access => access.ToView([.. access.Resources.Select(ResourceReference.Of)]))]
        );

    // What an agent has of its owner itself comes with no register role.
    private static List<RoleAccess> ByRole(WorldState world, string facilitator, Organization client, Holding held)
    {
        var isSelf = client.Number == facilitator;
        return
        [
            .. from role in ClientRole.All
            let packages = held
                .AccessPackages.Where(urn =>
                    isSelf
                        ? role == ClientRole.RightHolder
                        : ClientRelations.RolesGiving(world, facilitator, client.Number, urn).Contains(role)
                )
                .Select(urn => world.AccessPackages.Find(urn))
                .OfType<CatalogPackage>()
                .ToList()
            let resources = role == ClientRole.RightHolder ? held.Rights : []
            where packages.Count > 0 || resources.Length > 0
            select new RoleAccess(role, packages, resources),
        ];
    }
}

/// <summary>What comes with one role.</summary>
internal sealed record RoleAccess(
    ClientRole Role,
    IReadOnlyList<CatalogPackage> Packages,
    IReadOnlyList<string> Resources
)
{
    public RoleAccessView ToView(IReadOnlyList<ResourceReference>? resources) =>
        new(RoleView.Of(Role), [.. Packages.Select(PackageReference.Of)], resources);
}

/// <summary>A resource by Altinn's id of it, and its own.</summary>
internal sealed record ResourceReference(Guid Id, string RefId)
{
    public static ResourceReference Of(string id) => new(StableId.Of(id), id);
}
