using System.Globalization;
using System.Text.Json;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Workbench.Internal.Shelves;

/// <summary>The tables of what providers prepare: resources, scopes, access lists and packages; and consents.</summary>
internal static class WorldShelvesOfProviders
{
    private const string AnOrganization = "999999999";

    /// <summary>The table whose rows have policies.</summary>
    public const string Resources = "resources";

    private static readonly JsonDocumentOptions s_eachMemberOnce = new() { AllowDuplicateProperties = false };

    public static readonly IReadOnlyList<WorldShelf> All =
    [
        new WorldShelf<RegistryResource>(
            Resources,
            "Resources",
            ["Title", "Owner", "Policy", "Given away", "Access lists"]
        )
        {
            Cells = (world, row) =>
                [
                    row.Title.ToString(),
                    WorldShelves.NameOf(world, row.Owner),
                    world.Policies.Find(row.Id) is { } policy
                        ? string.Create(CultureInfo.InvariantCulture, $"version {policy.Version}")
                        : "none",
                    row.Delegable ? "" : "never",
                    row.UsesAccessLists ? "members only" : "",
                ],
            Blank = () =>
                new()
                {
                    Id = "a-resource",
                    Owner = AnOrganization,
                    Title = new LanguageTexts("En ressurs", "A resource", "Ein ressurs"),
                    ResourceType = "GenericAccessResource",
                    Document =
                        $$$"""{"identifier":"a-resource","title":{"nb":"En ressurs"},"hasCompetentAuthority":{"organization":"{{{AnOrganization}}}"}}""",
                },
            Fault = (world, row) =>
                WorldShelves.Unknown(world, row.Owner)
                ?? (
                    IsDocumentOf(row)
                        ? null
                        : "document must be the resource as JSON, with the same identifier and each member once."
                ),
        },
        new WorldShelf<Scope>("scopes", "Scopes", ["Owner", "Description", "Token lives", "Granted to"])
        {
            Cells = (world, row) =>
                [
                    WorldShelves.NameOf(world, row.Owner),
                    row.Description,
                    string.Create(CultureInfo.InvariantCulture, $"{row.TokenLifetime} s"),
                    row.IsOpen
                        ? "everybody"
                        : WorldShelves.List(row.Consumers.Select(number => WorldShelves.NameOf(world, number))),
                ],
            Blank = () => new() { Name = "prefix:scope", Owner = AnOrganization },
            Fault = (world, row) => WorldShelves.UnknownConsumer(world, [row.Owner, .. row.Consumers]),
        },
        new WorldShelf<ScopeDelegation>("scope-delegations", "Scope delegations", ["Scope", "Consumer", "Supplier"])
        {
            Cells = (world, row) =>
                [row.Scope, WorldShelves.NameOf(world, row.Consumer), WorldShelves.NameOf(world, row.Supplier)],
            Blank = () =>
                new()
                {
                    Scope = "prefix:scope",
                    Consumer = AnOrganization,
                    Supplier = AnOrganization,
                },
            Fault = (world, row) =>
                WorldShelves.UnknownScope(world, [row.Scope])
                ?? WorldShelves.UnknownConsumer(world, [row.Consumer, row.Supplier]),
        },
        new WorldShelf<AccessList>("access-lists", "Access lists", ["Name", "Owner", "Members", "Resources"])
        {
            Cells = (world, row) =>
                [
                    row.Name,
                    row.OrgCode,
                    WorldShelves.List(row.Members.Select(number => WorldShelves.NameOf(world, number))),
                    WorldShelves.List(row.Connections.Select(connection => connection.ResourceId)),
                ],
            Blank = () =>
                new()
                {
                    OrgCode = "skd",
                    Identifier = "a-list",
                    Name = "A list",
                },
            Fault = (world, row) =>
                !world.Organizations.Any(By.OrgCode, row.OrgCode)
                    ? $"There is no organization with the orgCode '{row.OrgCode}'."
                    : WorldShelves.FirstFault(row.Members, member => WorldShelves.Unknown(world, member))
                        ?? WorldShelves.Unknown(
                            world,
                            [.. row.Connections.Select(connection => connection.ResourceId)],
                            packages: []
                        ),
        },
        new WorldShelf<CatalogPackage>("packages", "Access packages", ["Name", "Area", "Relation", "Given to systems"])
        {
            Cells = (_, row) => [row.Name, row.Area, row.Relation?.ToString(), row.IsDelegable ? "" : "never"],
            Blank = () =>
                new()
                {
                    Urn = CatalogPackage.Prefix + "a-package",
                    Id = Guid.NewGuid(),
                    Name = "A package",
                    Description = "",
                },
            Fault = (_, row) =>
                PackageArea.All.Any(area => area.Code == row.Area)
                    ? null
                    : $"There is no area '{row.Area}'. The areas are {WorldShelves.List(PackageArea.All.Select(area => area.Code))}.",
        },
        new WorldShelf<Consent>("consents", "Consents", ["Giver", "Receiver", "Resources", "Until"])
        {
            Cells = (world, row) =>
                [
                    world.Persons.Find(row.Giver)?.Name ?? WorldShelves.NameOf(world, row.Giver),
                    WorldShelves.NameOf(world, row.Receiver),
                    WorldShelves.List(row.Resources),
                    WorldShelves.Moment(row.ValidTo),
                ],
            Blank = () =>
                new()
                {
                    Id = Guid.NewGuid(),
                    Giver = AnOrganization,
                    Receiver = AnOrganization,
                    Resources = [],
                    Consented = DateTimeOffset.UnixEpoch,
                    ValidTo = DateTimeOffset.UnixEpoch,
                },
            Fault = (world, row) =>
                world.Persons.Find(row.Giver) is null && world.Organizations.Find(row.Giver) is null
                    ? $"There is no person or organization {row.Giver}."
                    : WorldShelves.Unknown(world, row.Receiver)
                        ?? WorldShelves.Unknown(world, row.Resources, packages: []),
        },
    ];

    private static bool IsDocumentOf(RegistryResource row)
    {
        try
        {
            using var document = JsonDocument.Parse(row.Document, s_eachMemberOnce);
            return ResourceDocument.Read(document.RootElement).Is(out var read, out _) && read.Id == row.Id;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
