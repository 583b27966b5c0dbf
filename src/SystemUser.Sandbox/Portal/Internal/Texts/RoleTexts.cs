using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Access;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Portal.Internal.Texts;

/// <summary>A person's roles in words.</summary>
internal static class RoleTexts
{
    /// <summary>The name of a role: Altinn's own in the visitor's language, others as the register has them.</summary>
    public static string Of(PortalVisit visit, Role role) =>
        role.Code switch
        {
            "ADMAI" => visit.Text("Tilgangsstyrer", "Access manager"),
            "HADM" => visit.Text("Hovedadministrator", "Main administrator"),
            "KLADM" => visit.Text("Klientadministrator", "Client administrator"),
            _ => role.Name,
        };

    public static string Of(WorldState world, string pid, Organization organization) =>
        string.Join(", ", Authority.RolesOf(world, pid, organization).Select(role => role.Name).Distinct());
}
