using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Authentication.Internal.SystemUsers;

/// <summary>A system user as its vendor and Maskinporten see it: Altinn's <c>SystemUserExternalDTO</c>.</summary>
internal sealed record SystemUserAnswer(
    Guid Id,
    string IntegrationTitle,
    string SystemId,
    string ProductName,
    string ReporteeOrgNo,
    DateTime Created,
    bool IsDeleted,
    string SupplierName,
    string SupplierOrgno,
    string ExternalRef,
    string UserType
)
{
    public static SystemUserAnswer Of(WorldState world, RegisteredSystemUser user)
    {
        var vendor = world.Systems.Find(user.SystemId)?.Vendor ?? "";
        return new SystemUserAnswer(
            user.Id,
            user.IntegrationTitle ?? "",
            user.SystemId,
            user.SystemId,
            user.Owner,
            user.Created.UtcDateTime,
            user.IsDeleted,
            world.Organizations.Find(vendor)?.Name ?? "",
            vendor,
            user.ExternalRef,
            user.Kind == SystemUserKind.Agent ? "agent" : "standard"
        );
    }
}
