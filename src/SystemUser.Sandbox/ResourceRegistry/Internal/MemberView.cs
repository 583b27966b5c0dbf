using System.Globalization;
using SystemUser.Sandbox.Wire;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.ResourceRegistry.Internal;

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
