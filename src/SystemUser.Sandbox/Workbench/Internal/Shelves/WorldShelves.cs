using System.Collections.Immutable;
using System.Globalization;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Access;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Workbench.Internal.Shelves;

/// <summary>The tables of the world, in the order in which a developer looks for them.</summary>
internal static class WorldShelves
{
    private const string AnOrganization = "999999999";
    private const string AnId = "a-name";

    public static readonly IReadOnlyList<WorldShelf> All =
    [
        new WorldShelf<RegisteredSystemUser>(
            "system-users",
            "System users",
            ["Owner", "System", "Kind", "Reference", "Rights and packages", "State"]
        )
        {
            Cells = (world, row) =>
                [
                    NameOf(world, row.Owner),
                    world.Systems.Find(row.SystemId)?.Name.ToString() ?? row.SystemId,
                    row.Kind.ToString(),
                    row.ExternalRef,
                    List([.. row.Rights, .. row.AccessPackages.Select(CatalogPackage.NameIn)]),
                    row.IsDeleted ? "deleted" : "",
                ],
            Blank = () =>
                new()
                {
                    Id = Guid.NewGuid(),
                    Kind = SystemUserKind.Standard,
                    SystemId = AnId,
                    Owner = AnOrganization,
                    ExternalRef = AnOrganization,
                },
            Fault = (world, row) =>
                Unknown(world, row.Owner)
                ?? (world.Systems.Find(row.SystemId) is null ? $"There is no system '{row.SystemId}'." : null)
                ?? Unknown(world, row.Rights, row.AccessPackages),
        },
        new WorldShelf<Organization>(
            "organizations",
            "Organizations",
            ["Name", "Form", "Part of", "Service owner", "State"]
        )
        {
            Cells = (world, row) =>
                [
                    row.Name,
                    row.Form,
                    row.Parent is { } parent ? NameOf(world, parent) : "",
                    row.OrgCode,
                    row.IsDeleted ? "deleted"
                    : row.IsFacilitator ? "has clients"
                    : "",
                ],
            Blank = () =>
                new()
                {
                    Number = AnOrganization,
                    Name = "A NAME AS",
                    Form = "AS",
                    PartyUuid = Guid.NewGuid(),
                    PartyId = Random.Shared.Next(60_000_000, 70_000_000),
                },
            Fault = (world, row) =>
                !Numbers.IsOrganization(row.Number) ? $"'{row.Number}' is not nine digits."
                : row.PartyUuid == Guid.Empty || row.PartyId == 0 ? "partyUuid and partyId must be there."
                : row.Parent is { } parent ? Unknown(world, parent)
                : null,
        },
        new WorldShelf<RegisteredPerson>("people", "People", ["Name", "Roles"])
        {
            Cells = (world, row) =>
                [
                    row.Name,
                    List(
                        world
                            .Roles.Where(By.RolePerson, row.Pid)
                            .Select(role => $"{role.Role} in {NameOf(world, role.Organization)}")
                    ),
                ],
            Blank = () =>
                new()
                {
                    Pid = "00000000000",
                    Name = "A NAME",
                    PartyUuid = Guid.NewGuid(),
                    PartyId = Random.Shared.Next(60_000_000, 70_000_000),
                    UserId = Random.Shared.Next(30_000_000, 40_000_000),
                },
            Fault = (_, row) =>
                !Numbers.IsPerson(row.Pid) ? $"'{row.Pid}' is not eleven digits."
                : row.PartyUuid == Guid.Empty || row.PartyId == 0 || row.UserId == 0
                    ? "partyUuid, partyId and userId must be there."
                : null,
        },
        new WorldShelf<RoleAssignment>("roles", "Roles", ["Person", "Role", "Organization"])
        {
            Cells = (world, row) =>
                [
                    world.Persons.Find(row.Person)?.Name ?? row.Person,
                    $"{row.Role} {Roles.Find(row.Role).Name}",
                    NameOf(world, row.Organization),
                ],
            Blank = () =>
                new()
                {
                    Person = "00000000000",
                    Organization = AnOrganization,
                    Role = "DAGL",
                },
            Fault = (world, row) =>
                world.Persons.Find(row.Person) is null ? $"There is no person {row.Person}."
                : !Roles.IsCode(row.Role) ? $"'{row.Role}' is no code such as DAGL."
                : Unknown(world, row.Organization),
        },
        new WorldShelf<ClientRelation>("relations", "Client relations", ["Facilitator", "Kind", "Client"])
        {
            Cells = (world, row) => [NameOf(world, row.Facilitator), row.Kind.ToString(), NameOf(world, row.Client)],
            Blank = () =>
                new()
                {
                    Facilitator = AnOrganization,
                    Client = AnOrganization,
                    Kind = ClientRelationKind.Accountant,
                },
            Fault = (world, row) => Unknown(world, row.Facilitator) ?? Unknown(world, row.Client),
        },
        new WorldShelf<ClientDelegation>(
            "delegations",
            "Delegated clients",
            ["Agent of", "Client", "Packages and rights"]
        )
        {
            Cells = (world, row) =>
                [
                    NameOf(world, world.SystemUsers.Find(row.Agent)?.Owner),
                    NameOf(world, row.Client),
                    List([.. row.AccessPackages.Select(CatalogPackage.NameIn), .. row.Rights]),
                ],
            Blank = () =>
                new()
                {
                    Agent = Guid.Empty,
                    Client = AnOrganization,
                    AccessPackages = [],
                    Created = DateTimeOffset.UnixEpoch,
                },
            Fault = (world, row) =>
                world.SystemUsers.Find(row.Agent) is not { Kind: SystemUserKind.Agent }
                    ? $"'{row.Agent}' is no agent system user."
                    : Unknown(world, row.Client) ?? Unknown(world, row.Rights, row.AccessPackages),
        },
        new WorldShelf<InstanceDelegation>(
            "instance-delegations",
            "Delegated instances",
            ["Giver", "Receiver", "Resource", "Instance", "Actions"]
        )
        {
            Cells = (world, row) =>
                [
                    NameOf(world, row.Giver),
                    InstanceReferences.NameOf(world, row.Receiver) ?? row.Receiver.ToString(),
                    world.Resources.Find(row.ResourceId)?.Title.ToString() ?? row.ResourceId,
                    row.Instance,
                    List(row.Rights.Select(right => right.Action.Value)),
                ],
            Blank = () =>
                new()
                {
                    Giver = AnOrganization,
                    Receiver = Guid.Empty,
                    ResourceId = "a-resource",
                    Instance = "urn:altinn:dialog-id:1",
                    Rights = [],
                },
            Fault = InstanceReferences.FindFault,
        },
        new WorldShelf<RightHolding>(
            "holdings",
            "Rights between organizations",
            ["Giver", "Holder", "Packages and rights"]
        )
        {
            Cells = (world, row) =>
                [
                    NameOf(world, row.Giver),
                    NameOf(world, row.Holder),
                    List([.. row.AccessPackages.Select(CatalogPackage.NameIn), .. row.Rights]),
                ],
            Blank = () => new() { Giver = AnOrganization, Holder = AnOrganization },
            Fault = (world, row) =>
                Unknown(world, row.Giver)
                ?? Unknown(world, row.Holder)
                ?? Unknown(world, row.Rights, row.AccessPackages),
        },
        .. WorldShelvesOfVendors.All,
        .. WorldShelvesOfProviders.All,
    ];

    public static WorldShelf? Find(string name) => All.FirstOrDefault(shelf => shelf.Name == name);

    /// <summary>Removes a row, unless others refer to it.</summary>
    public static Result<Done> Remove(WorldDraft draft, WorldShelf shelf, string key)
    {
        var before = All.SelectMany(each => each.Faults(draft.State)).ToHashSet(StringComparer.Ordinal);
        shelf.Remove(draft, key);
        return
            All.SelectMany(each => each.Faults(draft.State)).FirstOrDefault(fault => !before.Contains(fault))
                is { } fault
            ? WorkbenchProblems.RowInUse.With($"Another row refers to this one. Change or remove that first. {fault}")
            : default(Done);
    }

    internal static string NameOf(WorldState world, string? number) =>
        world.Organizations.Find(number)?.Name ?? number ?? "";

    internal static string List(IEnumerable<string> texts) => string.Join(", ", texts);

    internal static string Moment(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    internal static string? Unknown(WorldState world, string organization) =>
        world.Organizations.Find(organization) is null ? $"There is no organization {organization}." : null;

    /// <summary>What is wrong with the organizations of Maskinporten; foreign ones stand in no register.</summary>
    internal static string? UnknownConsumer(WorldState world, ImmutableArray<string> organizations) =>
        FirstFault(
            organizations,
            organization => Numbers.IsForeignOrganization(organization) ? null : Unknown(world, organization)
        );

    internal static string? UnknownScope(WorldState world, ImmutableArray<string> scopes) =>
        FirstFault(scopes, scope => world.Scopes.Find(scope) is null ? $"There is no scope '{scope}'." : null);

    internal static string? FirstFault(ImmutableArray<string> names, Func<string, string?> faultOf) =>
        names.Select(faultOf).FirstOrDefault(fault => fault is not null);

    internal static string? Unknown(WorldState world, ImmutableArray<string> rights, ImmutableArray<string> packages) =>
        rights.FirstOrDefault(right => world.Resources.Find(right) is null) is { } right
            ? $"There is no resource '{right}'."
        : packages.FirstOrDefault(package => world.AccessPackages.Find(package) is null) is { } package
            ? $"There is no access package '{package}'."
        : null;
}
