using SystemUser.Sandbox.AccessManagement.Internal.EndUser;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.AccessManagement.Internal.Agents;

/// <summary>Which clients are listed: with these roles, and with one of these packages or resources; empty for all.</summary>
internal sealed record ClientFilter(
    IReadOnlyList<string> Roles,
    IReadOnlyList<string> Packages,
    IReadOnlyList<string> Resources,
    bool HasResources
)
{
    public static ClientFilter Read(IQueryCollection query, bool hasResources) =>
        new(
            Texts(query, "roles"),
            Texts(query, "packages"),
            hasResources ? Texts(query, "resources") : [],
            hasResources
        );

    /// <summary>What of a client is listed.</summary>
    public ClientAccess Narrow(ClientAccess client) =>
        client with
        {
            Access =
            [
                .. client
                    .Access.Where(access => Roles.Count == 0 || Roles.Any(role => ClientRole.Find(role) == access.Role))
                    .Select(Narrow)
                    .Where(access => access.Packages.Count > 0 || (HasResources && access.Resources.Count > 0)),
            ],
        };

    private RoleAccess Narrow(RoleAccess access) =>
        Packages.Count == 0 && Resources.Count == 0
            ? access
            : access with
            {
                Packages = [.. access.Packages.Where(package => Packages.Any(name => Names(package, name)))],
                Resources = [.. access.Resources.Intersect(Resources, StringComparer.Ordinal)],
            };

    private static bool Names(CatalogPackage package, string name) =>
        CatalogPackage.NameIn(package.Urn).Equals(CatalogPackage.NameIn(name), StringComparison.OrdinalIgnoreCase);

    private static IReadOnlyList<string> Texts(IQueryCollection query, string name) =>
        [.. query[name].OfType<string>().Where(text => text.Length > 0)];
}
