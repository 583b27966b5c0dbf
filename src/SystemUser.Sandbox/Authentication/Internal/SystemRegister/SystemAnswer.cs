using SystemUser.Sandbox.Authentication.Internal.Access;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Authentication.Internal.SystemRegister;

/// <summary>A system as its vendor sees it.</summary>
internal sealed record SystemAnswer(
    string Id,
    VendorReference Vendor,
    LanguageTexts Name,
    LanguageTexts Description,
    IReadOnlyList<RequestedRight> Rights,
    IReadOnlyList<AccessPackageReference> AccessPackages,
    bool IsDeleted,
    IReadOnlyList<string> ClientId,
    bool IsVisible,
    IReadOnlyList<string> AllowedRedirectUrls
)
{
    public static SystemAnswer Of(VendorSystem system) =>
        new(
            system.Id,
            VendorReference.Of(system.Vendor),
            system.Name,
            system.Description,
            RequestedAccess.WriteRights(system.Rights),
            RequestedAccess.WritePackages(system.AccessPackages),
            system.IsDeleted,
            system.ClientIds,
            system.IsVisible,
            system.RedirectUrls
        );
}
