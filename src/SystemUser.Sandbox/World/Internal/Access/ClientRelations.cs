using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.World.Internal.Access;

/// <summary>What the register's relations between organizations give.</summary>
internal static class ClientRelations
{
    /// <summary>Whether the client has the facilitator in the role that gives it the access package.</summary>
    public static bool Gives(WorldState world, string facilitator, string client, string packageUrn) =>
        world.AccessPackages.Find(packageUrn)?.Relation is { } kind
        && world.Relations.Find(ClientRelation.KeyOf(facilitator, client, kind)) is not null;
}
