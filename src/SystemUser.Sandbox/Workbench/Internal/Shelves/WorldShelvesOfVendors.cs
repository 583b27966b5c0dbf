using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Workbench.Internal.Shelves;

/// <summary>The tables of what vendors bring: systems, requests and Maskinporten clients.</summary>
internal static class WorldShelvesOfVendors
{
    private const string AnOrganization = "999999999";

    public static readonly IReadOnlyList<WorldShelf> All =
    [
        new WorldShelf<VendorSystem>(
            "systems",
            "Systems",
            ["Name", "Vendor", "Clients", "Rights and packages", "State"]
        )
        {
            Cells = (world, row) =>
                [
                    row.Name.ToString(),
                    WorldShelves.NameOf(world, row.Vendor),
                    WorldShelves.List(row.ClientIds),
                    WorldShelves.List([.. row.Rights, .. row.AccessPackages.Select(CatalogPackage.NameIn)]),
                    row.IsDeleted ? "deleted"
                    : row.IsVisible ? "visible"
                    : "",
                ],
            Blank = () =>
                new()
                {
                    Id = $"{AnOrganization}_a_system",
                    InternalId = Guid.NewGuid(),
                    Vendor = AnOrganization,
                    Name = new LanguageTexts("Et system", "A system", "Eit system"),
                },
            Fault = (world, row) =>
                !row.Id.StartsWith($"{row.Vendor}_", StringComparison.Ordinal)
                    ? "id must begin with the vendor's number and an underscore."
                    : WorldShelves.Unknown(world, row.Vendor)
                        ?? WorldShelves.Unknown(world, row.Rights, row.AccessPackages),
        },
        new WorldShelf<NewUserRequest>(
            "requests",
            "Requests",
            ["Party", "System", "Kind", "Reference", "Rights and packages", "Status", "Created"]
        )
        {
            Cells = (world, row) =>
                [
                    WorldShelves.NameOf(world, row.Party),
                    SystemOf(world, row),
                    row.Kind.ToString(),
                    row.ExternalRef,
                    WorldShelves.List([.. row.Rights, .. row.AccessPackages.Select(CatalogPackage.NameIn)]),
                    row.IsDeleted ? "deleted" : row.Status.ToString(),
                    WorldShelves.Moment(row.Created),
                ],
            Blank = () =>
                new()
                {
                    Id = Guid.NewGuid(),
                    SystemId = $"{AnOrganization}_a_system",
                    Party = AnOrganization,
                    ExternalRef = AnOrganization,
                    Created = DateTimeOffset.UnixEpoch,
                },
            Fault = (world, row) => Fault(world, row) ?? WorldShelves.Unknown(world, row.Rights, row.AccessPackages),
        },
        new WorldShelf<UserChangeRequest>(
            "change-requests",
            "Change requests",
            ["Party", "System", "Reference", "Adds", "Removes", "Status", "Created"]
        )
        {
            Cells = (world, row) =>
                [
                    WorldShelves.NameOf(world, row.Party),
                    SystemOf(world, row),
                    row.ExternalRef,
                    WorldShelves.List([.. row.RequiredRights, .. row.RequiredAccessPackages]),
                    WorldShelves.List([.. row.UnwantedRights, .. row.UnwantedAccessPackages]),
                    row.IsDeleted ? "deleted" : row.Status.ToString(),
                    WorldShelves.Moment(row.Created),
                ],
            Blank = () =>
                new()
                {
                    Id = Guid.NewGuid(),
                    SystemUserId = Guid.Empty,
                    SystemId = $"{AnOrganization}_a_system",
                    Party = AnOrganization,
                    ExternalRef = AnOrganization,
                    Created = DateTimeOffset.UnixEpoch,
                },
            Fault = (world, row) =>
                world.SystemUsers.Find(row.SystemUserId) is null
                    ? $"There is no system user '{row.SystemUserId}'."
                    : Fault(world, row),
        },
        new WorldShelf<RegisteredClient>("clients", "Maskinporten clients", ["Name", "Organization", "Keys", "Scopes"])
        {
            Cells = (world, row) =>
                [
                    row.Name,
                    WorldShelves.NameOf(world, row.Organization),
                    WorldShelves.List(row.Keys.Select(key => key.KeyId)),
                    WorldShelves.List(row.Scopes),
                ],
            Blank = () => new() { ClientId = Guid.NewGuid().ToString(), Organization = AnOrganization },
            Fault = static (world, row) =>
                row.Keys.Any(key => key.Jwk.Contains("\"d\"", StringComparison.Ordinal))
                    ? "A key holds its private half. Give the public half alone: kty, kid, use, alg, n and e."
                    : WorldShelves.UnknownConsumer(world, [row.Organization])
                        ?? WorldShelves.UnknownScope(world, row.Scopes),
        },
    ];

    private static string SystemOf(WorldState world, VendorRequest request) =>
        world.Systems.Find(request.SystemId)?.Name.ToString() ?? request.SystemId;

    private static string? Fault(WorldState world, VendorRequest request) =>
        world.Systems.Find(request.SystemId) is null
            ? $"There is no system '{request.SystemId}'."
            : WorldShelves.Unknown(world, request.Party);
}
