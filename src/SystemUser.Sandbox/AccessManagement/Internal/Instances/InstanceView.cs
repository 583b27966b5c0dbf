using System.Text.Json;
using System.Text.Json.Serialization;
using SystemUser.Sandbox.AccessManagement.Internal.EndUser;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal.Access;
using SystemUser.Sandbox.World.Internal.Model;
using SystemUser.Sandbox.World.Internal.Policies;

namespace SystemUser.Sandbox.AccessManagement.Internal.Instances;

/// <summary>An instance.</summary>
internal sealed record InstanceView(string RefId)
{
    /// <summary>Always null at Altinn.</summary>
    public string? Type { get; init; }
}

/// <summary>The rights that are to be given, by their keys.</summary>
internal sealed record RightKeys(IReadOnlyList<string?>? DirectRightKeys);

/// <summary>A resource, as far as Altinn's form of it is known here.</summary>
internal sealed record InstanceResourceView(Guid Id, string? Name, string RefId)
{
    public static InstanceResourceView Of(RegistryResource resource) =>
        new(StableId.Of(resource.Id), resource.Title.Nb, resource.Id);
}

/// <summary>An attribute of a right.</summary>
internal sealed record AttributeView(string Type, string Value)
{
    public static AttributeView Of(PolicyAttribute attribute) => new(attribute.Type, attribute.Value);
}

/// <summary>A right with its key.</summary>
internal sealed record RightView(string Key, string Name, IReadOnlyList<AttributeView> Resource, AttributeView Action)
{
    public static RightView Of(ResourceRight right) =>
        new(
            right.Key,
            right.Action.Value,
            [.. right.Resource.Select(AttributeView.Of)],
            AttributeView.Of(right.Action)
        );
}

/// <summary>Whether a right may be given, and why.</summary>
internal sealed record RightCheckView(RightView Right, bool Result, IReadOnlyList<string> ReasonCodes);

/// <summary>What may be given of an instance.</summary>
internal sealed record InstanceCheckView(
    InstanceResourceView Resource,
    InstanceView Instance,
    IReadOnlyList<RightCheckView> Rights
);

/// <summary>Why somebody has a right: here it was always given.</summary>
internal sealed record ReasonView(int Flag, IReadOnlyList<ReasonItem> Items)
{
    public static readonly ReasonView Direct = new(
        1,
        [new ReasonItem("direct", "Access granted directly with assignment")]
    );
}

/// <summary>A reason in words.</summary>
internal sealed record ReasonItem(string Name, string Description);

/// <summary>Who gave something, and to whom.</summary>
internal sealed record PermissionView(EntityView From, EntityView? To)
{
    public EntityView? Via { get; init; }

    public RoleView Role { get; init; } = RoleView.Of(ClientRole.RightHolder);

    public RoleView? ViaRole { get; init; }

    public ReasonView Reason { get; init; } = ReasonView.Direct;
}

/// <summary>An instance, and who was given something of it.</summary>
internal sealed record InstancePermissionView(
    InstanceResourceView Resource,
    InstanceView Instance,
    IReadOnlyList<PermissionView> Permissions
);

/// <summary>A right, and who was given it.</summary>
internal sealed record RightPermissionView(
    RightView Right,
    ReasonView Reason,
    IReadOnlyList<PermissionView> Permissions
);

/// <summary>What somebody was given of an instance; nothing comes indirectly here.</summary>
internal sealed record InstanceRightsView(
    InstanceResourceView Resource,
    InstanceView? Instance,
    IReadOnlyList<RightPermissionView> DirectRights
)
{
    public IReadOnlyList<RightPermissionView> IndirectRights { get; init; } = [];
}

/// <summary>Somebody who was given something of an instance.</summary>
internal sealed record InstanceUserView(
    Guid Id,
    string? Name,
    string Type,
    string Variant,
    string? OrganizationIdentifier,
    bool IsDeleted,
    DateTimeOffset? DeletedAt
)
{
    public static InstanceUserView Of(EntityView entity) =>
        new(
            entity.Id,
            entity.Name,
            entity.Type,
            entity.Variant,
            entity.OrganizationIdentifier,
            entity.IsDeleted,
            entity.DeletedAt
        );
}

/// <summary>The JSON of instances.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(RightKeys))]
[JsonSerializable(typeof(InstanceCheckView))]
[JsonSerializable(typeof(InstanceRightsView))]
[JsonSerializable(typeof(ResultPage<InstancePermissionView>), TypeInfoPropertyName = "Instances")]
[JsonSerializable(typeof(ResultPage<InstanceUserView>), TypeInfoPropertyName = "Users")]
internal sealed partial class InstanceJson : JsonSerializerContext;
