using System.Collections.Immutable;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.AccessManagement.Internal;

/// <summary>A system user as Altinn shows it to its owner.</summary>
internal sealed record SystemUserView
{
    public required string Id { get; init; }

    public required string IntegrationTitle { get; init; }

    public required string SystemId { get; init; }

    public required string ProductName { get; init; }

    public Guid? SystemInternalId { get; init; }

    public required string PartyId { get; init; }

    public required string PartyUuId { get; init; }

    public required string ReporteeOrgNo { get; init; }

    public DateTimeOffset Created { get; init; }

    public bool IsDeleted { get; init; }

    public required string SupplierName { get; init; }

    public required string SupplierOrgno { get; init; }

    public required string ExternalRef { get; init; }

    /// <summary><c>standard</c> or <c>agent</c>.</summary>
    public required string UserType { get; init; }

    public ImmutableArray<string> Rights { get; init; } = [];

    public ImmutableArray<AccessPackageView> AccessPackages { get; init; } = [];

    public static SystemUserView Of(WorldState world, RegisteredSystemUser user)
    {
        var system = world.Systems.Find(user.SystemId);
        var owner = world.Organizations.Find(user.Owner);
        return new SystemUserView
        {
            Id = user.Id.ToString(),
            IntegrationTitle = user.IntegrationTitle ?? "",
            SystemId = user.SystemId,
            ProductName = user.SystemId,
            SystemInternalId = system?.InternalId,
            PartyId = owner?.PartyId.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "",
            PartyUuId = owner?.PartyUuid.ToString() ?? "",
            ReporteeOrgNo = user.Owner,
            Created = user.Created,
            IsDeleted = user.IsDeleted,
            SupplierName = world.Organizations.Find(system?.Vendor)?.Name ?? "",
            SupplierOrgno = system?.Vendor ?? "",
            ExternalRef = user.ExternalRef,
            UserType = user.Kind == SystemUserKind.Agent ? "agent" : "standard",
            Rights = user.Rights,
            AccessPackages = [.. user.AccessPackages.Select(urn => new AccessPackageView(urn))],
        };
    }
}

/// <summary>An access package as bodies name it.</summary>
internal sealed record AccessPackageView(string Urn);
