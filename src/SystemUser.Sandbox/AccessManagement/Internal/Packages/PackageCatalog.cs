using System.Text.Json;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Access;
using SystemUser.Sandbox.World.Internal.Model;
using SystemUser.Sandbox.World.Internal.Policies;

namespace SystemUser.Sandbox.AccessManagement.Internal.Packages;

/// <summary>Shows the catalog as Altinn does: groups of areas of packages.</summary>
internal static class PackageCatalog
{
    // All packages of the sandbox are for organizations.
    private static readonly TypeView s_organization = new(
        new Guid("8c216e2f-afdd-4234-9ba2-691c727bb33d"),
        new Guid("0195ea92-2080-7e7c-bbe3-bb0521c1e51a"),
        "Organisasjon"
    );

    /// <summary>The whole catalog.</summary>
    public static IReadOnlyList<AreaGroupView> Of(WorldState world) =>
        [
            .. PackageAreaGroup.All.Select(group => new AreaGroupView(
                group.Id,
                group.Name,
                Urn: null,
                group.Name,
                s_organization.Name,
                [
                    .. PackageArea
                        .All.Where(area => area.Group == group)
                        .Select(area =>
                            View(area) with
                            {
                                Packages =
                                [
                                    .. PackagesOf(world)
                                        .Where(package => package.Area == area.Code)
                                        .Select(package => View(package, resources: null)),
                                ],
                            }
                        ),
                ]
            )),
        ];

    /// <summary>The packages, in the order of their names.</summary>
    public static IEnumerable<CatalogPackage> PackagesOf(WorldState world) =>
        world.AccessPackages.All.OrderBy(package => package.Name, StringComparer.Ordinal);

    /// <summary>The resources that a package opens.</summary>
    public static IReadOnlyList<ResourceView> ResourcesOf(WorldState world, CatalogPackage package) =>
        [
            .. ServicesOf(world, package)
                .OrderBy(resource => resource.Id, StringComparer.Ordinal)
                .Select(resource => View(world, resource)),
        ];

    /// <summary>The services that a package opens, in no order.</summary>
    public static IEnumerable<RegistryResource> ServicesOf(WorldState world, CatalogPackage package)
    {
        var subject = new SubjectAttribute(PolicyAttribute.AccessPackage, CatalogPackage.NameIn(package.Urn));
        return world
            .Policies.All.Where(policy => policy.Subjects.Any(row => !row.IsRemoved && row.Attribute == subject))
            .Select(policy => world.Resources.Find(policy.ResourceId))
            .OfType<RegistryResource>();
    }

    public static PackageView View(CatalogPackage package, IReadOnlyList<ResourceView>? resources) =>
        new(
            package.Id,
            package.Name,
            package.Urn,
            package.Description,
            package.IsDelegable,
            package.IsAssignable,
            IsResourcePolicyAvailable: package.IsDelegable,
            View(PackageArea.Of(package)),
            s_organization,
            resources
        );

    private static AreaView View(PackageArea area) =>
        new(area.Id, area.Name, area.Urn, area.Description, area.IconUrl, []);

    private static ResourceView View(WorldState world, RegistryResource resource)
    {
        var typeId = StableId.Of(resource.ResourceType);
        return new ResourceView(
            StableId.Of(resource.Id),
            StableId.Of(resource.Owner),
            typeId,
            resource.Title.Nb ?? resource.Id,
            DescriptionOf(resource),
            resource.Id,
            world.Organizations.Find(resource.Owner) is { } owner
                ? new ProviderView(StableId.Of(owner.Number), owner.Name, owner.Number, owner.OrgCode)
                : null,
            new ResourceTypeView(typeId, resource.ResourceType)
        );
    }

    private static string? DescriptionOf(RegistryResource resource) =>
        JsonElement.Parse(resource.Document).TryGetProperty("description", out var texts)
        && texts.ValueKind == JsonValueKind.Object
        && texts.TryGetProperty("nb", out var text)
        && text.ValueKind == JsonValueKind.String
            ? text.GetString()
            : null;
}
