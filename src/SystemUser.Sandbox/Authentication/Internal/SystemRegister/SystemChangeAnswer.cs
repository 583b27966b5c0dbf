using System.Text.Json;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Authentication.Internal.SystemRegister;

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
