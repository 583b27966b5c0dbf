using System.Globalization;
using System.Text.Json.Serialization;
using SystemUser.Sandbox.Wire;
using SystemUser.Sandbox.World.Internal;
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

/// <summary>A member of an access list.</summary>
internal sealed record MemberView(string Id, DateTimeOffset Since, IReadOnlyDictionary<string, string> Identifiers)
{
    public static IEnumerable<MemberView> Of(WorldState world, AccessList list) =>
        from number in list.Members
        let member = world.Organizations.Find(number)
        where member is not null
        select new MemberView(
            $"{PdpAttributeIds.PartyUuid}:{member.PartyUuid}",
            list.Updated,
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [PdpAttributeIds.PartyUuid] = member.PartyUuid.ToString(),
                [PdpAttributeIds.PartyId] = member.PartyId.ToString(CultureInfo.InvariantCulture),
                [PdpAttributeIds.OrganizationNumber] = member.Number,
            }
        );
}

/// <summary>A resource that an access list opens.</summary>
internal sealed record ConnectionView(
    string ResourceIdentifier,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? ActionFilters,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt
)
{
    public static ConnectionView Of(AccessList list, AccessListConnection connection) =>
        new(
            connection.ResourceId,
            connection.ActionFilters.IsEmpty ? null : connection.ActionFilters,
            list.Created,
            list.Updated
        );
}
