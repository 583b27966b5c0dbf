using SystemUser.Sandbox.Authentication.Internal.Access;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Authentication.Internal.SystemRegister;

/// <summary>A system as it stands in lists.</summary>
internal sealed record SystemSummary(
    string SystemId,
    string SystemVendorOrgNumber,
    string SystemVendorOrgName,
    LanguageTexts Name,
    LanguageTexts Description,
    IReadOnlyList<RequestedRight> Rights,
    IReadOnlyList<AccessPackageReference> AccessPackages,
    bool IsVisible
)
{
    public static SystemSummary Of(WorldState world, VendorSystem system) =>
        new(
            system.Id,
            system.Vendor,
            world.Organizations.Find(system.Vendor)?.Name ?? "",
            system.Name,
            system.Description,
            RequestedAccess.WriteRights(system.Rights),
            RequestedAccess.WritePackages(system.AccessPackages),
            system.IsVisible
        );
}
