using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.AccessManagement.Internal.Packages;

/// <summary>Finds packages by words: each text in which one stands has a weight, and the heaviest package comes first.</summary>
/// <remarks>Weights and names of fields are those of Altinn's simple search; its fuzzy one is not played.</remarks>
internal static class PackageSearch
{
    private static readonly Rule[] s_rules =
    [
        new("name.prefix", package => package.Name, Begins, 100),
        new("name", package => package.Name, Holds, 50),
        new("description", package => package.Description, Holds, 10),
        new("area.name.prefix", package => package.Area.Name, Begins, 25),
        new("area.description", package => package.Area.Description, Holds, 5),
    ];

    public static IReadOnlyList<FoundPackage> In(WorldState world, PackageQuery query)
    {
        if (!query.IsOfOrganizations)
        {
            return [];
        }

        var packages = PackageCatalog
            .PackagesOf(world)
            .Select(package => PackageCatalog.View(package, ResourcesOf(world, package, query)))
            .Where(package => query.ProviderCodes.Count == 0 || package.Resources!.Count > 0);
        return query.Words.Count == 0
            ? [.. packages.Select(package => new FoundPackage(package, 0, []))]
            :
            [
                .. packages
                    .Select(package => Weigh(package, query))
                    .Where(found => found.Score > 0 && (!query.IsStrict || HasEveryWord(found, query)))
                    .OrderByDescending(found => found.Score),
            ];
    }

    private static IReadOnlyList<ResourceView> ResourcesOf(
        WorldState world,
        CatalogPackage package,
        PackageQuery query
    ) =>
        [
            .. PackageCatalog
                .ResourcesOf(world, package)
                .Where(resource =>
                    query.ProviderCodes.Count == 0
                    || query.ProviderCodes.Any(code =>
                        resource.Provider?.Code?.Contains(code, StringComparison.OrdinalIgnoreCase) == true
                    )
                ),
        ];

    private static FoundPackage Weigh(PackageView package, PackageQuery query)
    {
        var fields = new List<FoundField>();
        if (query.Words.Count > 1)
        {
            var phrase = string.Join(' ', query.Words);
            fields.AddRange(
                s_rules
                    .Where(rule => rule.Matches(rule.Text(package), phrase))
                    .Select(rule => new FoundField($"{rule.Field}.phrase", rule.Text(package), rule.Weight * 2))
            );
        }

        fields.AddRange(
            from rule in s_rules
            from word in query.Words
            where rule.Matches(rule.Text(package), word)
            select new FoundField(rule.Field, rule.Text(package), rule.Weight)
        );
        if (query.IsInResources)
        {
            fields.AddRange(
                from resource in package.Resources!
                from word in query.Words
                where Holds(resource.Name, word)
                select new FoundField("resources.name", resource.Name, 2)
            );
        }

        return new FoundPackage(package, fields.Sum(field => field.Score), fields);
    }

    private static bool HasEveryWord(FoundPackage found, PackageQuery query) =>
        query.Words.All(word => found.Fields.Any(field => Holds(field.Value, word)));

    private static bool Begins(string text, string word) =>
        text.StartsWith(word, StringComparison.InvariantCultureIgnoreCase);

    private static bool Holds(string text, string word) =>
        text.Contains(word, StringComparison.InvariantCultureIgnoreCase);

    private sealed record Rule(
        string Field,
        Func<PackageView, string> Text,
        Func<string, string, bool> Matches,
        int Weight
    );
}

/// <summary>What packages are searched by.</summary>
/// <param name="Words">The words, any of which is enough unless the search is strict; none for all packages.</param>
/// <param name="ProviderCodes">Only packages that open a resource of one of these service owners; none for all.</param>
/// <param name="IsInResources">Whether the names of resources count.</param>
/// <param name="IsOfOrganizations">Whether packages for organizations are looked for, and not people's.</param>
/// <param name="IsStrict">Whether every word must be found.</param>
internal sealed record PackageQuery(
    IReadOnlyList<string> Words,
    IReadOnlyList<string> ProviderCodes,
    bool IsInResources,
    bool IsOfOrganizations,
    bool IsStrict
);
