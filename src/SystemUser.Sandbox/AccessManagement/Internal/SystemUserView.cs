using System.Text.Json.Serialization;
using SystemUser.Sandbox.Authentication.Internal.Access;
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

    public DateTime Created { get; init; }

    public bool IsDeleted { get; init; }

    public required string SupplierName { get; init; }

    public required string SupplierOrgno { get; init; }

    public required string ExternalRef { get; init; }

    /// <summary><c>standard</c> or <c>agent</c>.</summary>
    public required string UserType { get; init; }

    public required IReadOnlyList<AccessPackageReference> AccessPackages { get; init; }

    /// <summary>The single rights; only where Altinn shows one system user alone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<RequestedRight>? Rights { get; init; }

    /// <summary>A system user by itself: with its rights, if it is a standard one.</summary>
    public static SystemUserView InFull(WorldState world, RegisteredSystemUser user) =>
        Of(world, user) with
        {
            Rights = user.Kind == SystemUserKind.Standard ? RequestedAccess.WriteRights(user.Rights) : null,
        };

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
            Created = user.Created.UtcDateTime,
            IsDeleted = user.IsDeleted,
            SupplierName = world.Organizations.Find(system?.Vendor)?.Name ?? "",
            SupplierOrgno = system?.Vendor ?? "",
            ExternalRef = user.ExternalRef,
            UserType = user.Kind == SystemUserKind.Agent ? "agent" : "standard",
            AccessPackages = RequestedAccess.WritePackages(user.AccessPackages),
        };
    }
}

/// <summary>What a standard system user holds.</summary>
internal sealed record SystemUserHolding(
    Guid SystemUserId,
    IReadOnlyList<RequestedRight> Rights,
    IReadOnlyList<AccessPackageReference> AccessPackages
)
{
    public static SystemUserHolding Of(RegisteredSystemUser user) =>
        new(user.Id, RequestedAccess.WriteRights(user.Rights), RequestedAccess.WritePackages(user.AccessPackages));
}
