using System.Text.Json.Serialization;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.ResourceRegistry.Internal;

/// <summary>A resource that an access list opens.</summary>
internal sealed record ConnectionView(
    string ResourceIdentifier,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? ActionFilters,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt
)
{
    public static ConnectionView Of(AccessList list, AccessListConnection connection) =>
        new(
            connection.ResourceId,
            connection.ActionFilters.IsEmpty ? null : connection.ActionFilters,
            list.Created,
            list.Updated
        );
}
