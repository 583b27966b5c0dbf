using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Access;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Portal.Internal.Texts;

/// <summary>A person's roles in words.</summary>
internal static class RoleTexts
{
    public static string Of(WorldState world, string pid, Organization organization) =>
        string.Join(", ", Authority.RolesOf(world, pid, organization).Select(role => role.Name).Distinct());
}
