using System.Globalization;
using SystemUser.Sandbox.Wire;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.World.Internal.Access;

/// <summary>Finds organizations by the party ids that Altinn's paths have.</summary>
internal static class Parties
{
    /// <summary>The organization that an attribute names; <see langword="null"/> for an unknown type or value.</summary>
    public static Organization? FindOrganization(this WorldState world, string? type, string? value) =>
        type switch
        {
            PdpAttributeIds.OrganizationNumber => world.Organizations.Find(value),
            PdpAttributeIds.PartyUuid => world.Organizations.First(By.OrganizationUuid, value?.ToLowerInvariant()),
            PdpAttributeIds.PartyId => world.Organizations.First(By.OrganizationPartyId, value),
            _ => null,
        };

    /// <summary>
    /// The organization with the Altinn party id, the party uuid or, which Altinn does not take, the organization
    /// number.
    /// </summary>
    public static Organization? FindOrganization(this WorldState world, string? party) =>
        Numbers.IsOrganization(party) ? world.Organizations.Find(party)
        : int.TryParse(party, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? world.Organizations.First(By.OrganizationPartyId, party)
        : Guid.TryParse(party, out var uuid) ? world.Organizations.First(By.OrganizationUuid, uuid.ToString())
        : null;
}
