using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Access;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.AccessManagement.Internal.Agents;

/// <summary>A call that delegates or takes back, with what the world knows of those that it names, and what is wrong with it.</summary>
internal sealed record DelegationCall(
    WorldState World,
    ClientApiVersion Version,
    DelegationIds Ids,
    IReadOnlyList<DelegationOfRole> Values
)
{
    /// <summary>The organization whose agents and clients they are.</summary>
    public Organization Party => Ids.Party;

    /// <summary>The client, if there is one with the uuid.</summary>
    public Organization? Client { get; private init; }

    /// <summary>The system user that is the agent, if it is the organization's.</summary>
    public RegisteredSystemUser? Agent { get; private init; }

    public AccessFaults Faults { get; } = new();

    public static DelegationCall Of(
        WorldState world,
        ClientApiVersion version,
        DelegationIds ids,
        IReadOnlyList<DelegationOfRole> values
    ) =>
        new(world, version, ids, values)
        {
            Client = world.Organizations.First(By.OrganizationUuid, ids.Client.ToString()),
            Agent =
                world.SystemUsers.Find(ids.Agent) is { IsDeleted: false } user && user.Owner == ids.Party.Number
                    ? user
                    : null,
        };

    /// <summary>The packages that it names, with their roles; what cannot be read is a fault.</summary>
    public IReadOnlyList<(ClientRole Role, CatalogPackage Package, string Path)> Packages()
    {
        var found = new List<(ClientRole, CatalogPackage, string)>();
        foreach (var (at, value) in Values.Index())
        {
            var role = RoleAt(at, value);
            foreach (var (index, urn) in (value.Packages ?? []).Index())
            {
                var path = $"/values[{at}]/packages[{index}]";
                if (FindPackage(urn) is not { } package)
                {
                    Faults.Add(AccessFault.PackageUnknown, path, urn ?? "", "Package does not exist.");
                }
                else if (!package.IsDelegable)
                {
                    Faults.Add(AccessFault.NotDelegable, path, package.Urn, "Package is not delegable.");
                }
                else if (role is not null)
                {
                    found.Add((role, package, path));
                }
            }
        }

        return found;
    }

    /// <summary>The resources that it names, with their roles; what cannot be read is a fault.</summary>
    public IReadOnlyList<(ClientRole Role, string Resource, string Path)> Resources()
    {
        var found = new List<(ClientRole, string, string)>();
        foreach (var (at, value) in Values.Index())
        {
            var role = RoleAt(at, value);
            foreach (var (index, id) in (value.Resources ?? []).Index())
            {
                var path = $"/values[{at}]/resources[{index}]";
                if (World.Resources.Find(id) is not { } resource)
                {
                    Faults.Add(AccessFault.ResourceUnknown, path, id ?? "", "Resource does not exist.");
                }
                else if (role is not null)
                {
                    found.Add((role, resource.Id, path));
                }
            }
        }

        return found;
    }

    /// <summary>Finds what is wrong with those whom something is to be given by and to.</summary>
    public void CheckGiving()
    {
        CheckExistence();
        if (Agent is { Kind: not SystemUserKind.Agent })
        {
            Faults.Add(
                AccessFault.KindNotAllowed,
                $"$QUERY/{Version.Agent}",
                $"{Ids.Agent}",
                $"system user '{Ids.Agent}' is not created for client delegation."
            );
        }

        if (Client is not null)
        {
            CheckRoles(Client);
        }
    }

    /// <summary>Finds what is wrong with those whom something is to be taken back by and from.</summary>
    public void CheckTakingBack()
    {
        CheckExistence();
        if (Agent is { Kind: not SystemUserKind.Agent })
        {
            Faults.Add(
                AccessFault.RoleMissing,
                $"$QUERY/{Version.Agent}",
                "urn:altinn:role:agent",
                $"Role is not assigned to '{Ids.Agent}' from '{Party.PartyUuid}'."
            );
        }
    }

    /// <summary>Whether the client has the organization in the role.</summary>
    public bool HasRole(ClientRole role) =>
        Client is not null && ClientRelations.RolesOf(World, Party.Number, Client.Number).Contains(role);

    private void CheckExistence()
    {
        if (Client is null)
        {
            Faults.Add(AccessFault.EntityUnknown, $"$QUERY/{Version.Client}", $"{Ids.Client}", "entity do not exist.");
        }

        if (Agent is null)
        {
            Faults.Add(AccessFault.EntityUnknown, $"$QUERY/{Version.Agent}", $"{Ids.Agent}", "entity do not exist.");
        }
    }

    private void CheckRoles(Organization client)
    {
        foreach (var (at, value) in Values.Index())
        {
            if (ClientRole.Find(value.Role) is { } role && !HasRole(role))
            {
                Faults.Add(
                    AccessFault.RoleMissing,
                    $"/values[{at}]/role",
                    role.Urn,
                    $"Role is not assigned to '{Party.PartyUuid}' from '{client.PartyUuid}'."
                );
            }
        }
    }

    private ClientRole? RoleAt(int at, DelegationOfRole value)
    {
        if (ClientRole.Find(value.Role) is { } role)
        {
            return role;
        }

        Faults.Add(AccessFault.RoleUnknown, $"/values[{at}]/role", value.Role ?? "", "Role does not exist.");
        return null;
    }

    private CatalogPackage? FindPackage(string? urn) =>
        urn is null ? null : World.AccessPackages.Find(CatalogPackage.Prefix + CatalogPackage.NameIn(urn));
}

/// <summary>Whom a call is about.</summary>
/// <param name="Party">The organization whose agents and clients they are.</param>
/// <param name="Client">The uuid of the client.</param>
/// <param name="Agent">The uuid of the agent.</param>
internal sealed record DelegationIds(Organization Party, Guid Client, Guid Agent);
