using SystemUser.Sandbox.Authentication.Internal.Access;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Authentication.Internal.SystemRegister;

/// <summary>A system as its vendor registers it.</summary>
/// <param name="Id">The vendor's organization number, an underscore and a name.</param>
/// <param name="Vendor">The vendor.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Description">What it does.</param>
/// <param name="Rights">The single rights that it may ask for.</param>
/// <param name="AccessPackages">The access packages that it may ask for.</param>
/// <param name="ClientId">Its Maskinporten clients.</param>
/// <param name="AllowedRedirectUrls">Where a browser may be sent when a request has been answered.</param>
/// <param name="IsVisible">Whether end users may choose it themselves. Defaults to <see langword="true"/>.</param>
internal sealed record SystemBody(
    string? Id,
    VendorReference? Vendor,
    LanguageTexts? Name,
    LanguageTexts? Description,
    IReadOnlyList<RequestedRight?>? Rights,
    IReadOnlyList<AccessPackageReference?>? AccessPackages,
    IReadOnlyList<string?>? ClientId,
    IReadOnlyList<string?>? AllowedRedirectUrls,
    bool? IsVisible
);
