using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.ResourceRegistry.Internal;

/// <summary>An access list as the registry shows it.</summary>
internal sealed record AccessListView(
    string Urn,
    string Identifier,
    string Name,
    string Description,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt
)
{
    public static AccessListView Of(AccessList list) =>
        new(
            $"urn:altinn:access-list:{list.OrgCode}:{list.Identifier}",
            list.Identifier,
            list.Name,
            list.Description,
            list.Created,
            list.Updated
        );
}
