using System.Text.Json;
using SystemUser.Sandbox.Authentication.Internal.Access;
using SystemUser.Sandbox.World.Internal;
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
            RequestedAccess.WriteRights(system.Rights, system.WrittenRights),
            RequestedAccess.WritePackages(system.AccessPackages),
            system.IsDeleted,
            system.ClientIds,
            system.IsVisible,
            system.RedirectUrls
        );
}

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
            RequestedAccess.WriteRights(system.Rights, system.WrittenRights),
            RequestedAccess.WritePackages(system.AccessPackages),
            system.IsVisible
        );
}

/// <summary>An entry of a system's change log.</summary>
internal sealed record SystemChangeAnswer(
    Guid SystemInternalId,
    string ChangedByOrgNumber,
    string ChangeType,
    JsonElement? ChangedData,
    string? ClientId,
    DateTime Created
)
{
    public static SystemChangeAnswer Of(VendorSystem system, SystemChange change) =>
        new(
            system.InternalId,
            system.Vendor,
            change.ChangeType.ToLowerInvariant(),
            change.ChangedData is { } data ? JsonElement.Parse(data) : null,
            change.ClientId,
            change.Created.UtcDateTime
        );
}
