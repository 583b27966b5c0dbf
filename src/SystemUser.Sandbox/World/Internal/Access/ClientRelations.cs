using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.World.Internal.Access;

/// <summary>What organizations give those who act for them: by the register, or by delegation from business to business.</summary>
internal static class ClientRelations
{
    /// <summary>The clients of an organization, in the order of their numbers.</summary>
    public static IEnumerable<string> ClientsOf(WorldState world, string facilitator) =>
        world
            .Relations.Where(By.RelationFacilitator, facilitator)
            .Select(relation => relation.Client)
            .Concat(world.RightHoldings.Where(By.RightHolder, facilitator).Select(holding => holding.Giver))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);

    /// <summary>The roles that an organization has for a client.</summary>
    public static IEnumerable<ClientRole> RolesOf(WorldState world, string facilitator, string client) =>
        ClientRole.All.Where(role =>
            role.Relation is { } kind
                ? world.Relations.Find(ClientRelation.KeyOf(facilitator, client, kind)) is not null
                : HoldingOf(world, facilitator, client) is not null
        );

    /// <summary>The roles through which an organization has an access package of a client.</summary>
    public static IEnumerable<ClientRole> RolesGiving(
        WorldState world,
        string facilitator,
        string client,
        string packageUrn
    ) =>
        RolesOf(world, facilitator, client)
            .Where(role =>
                role.Relation is { } kind
                    ? world.AccessPackages.Find(packageUrn)?.Relation == kind
                    : HoldingOf(world, facilitator, client)!.AccessPackages.Contains(packageUrn)
            );

    /// <summary>Whether the client gives the facilitator the access package.</summary>
    public static bool Gives(WorldState world, string facilitator, string client, string packageUrn) =>
        RolesGiving(world, facilitator, client, packageUrn).Any();

    /// <summary>Whether the client has given the facilitator the single resource.</summary>
    public static bool GivesRight(WorldState world, string facilitator, string client, string resourceId) =>
        HoldingOf(world, facilitator, client)?.Rights.Contains(resourceId) == true;

    public static RightHolding? HoldingOf(WorldState world, string facilitator, string client) =>
        world.RightHoldings.Find(RightHolding.KeyOf(facilitator, client));
}
