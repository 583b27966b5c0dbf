using System.Text.Json;
using SystemUser.Sandbox.Authentication.Internal.Vendors;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Authentication.Internal.SystemRegister;

/// <summary>Puts changed systems together with the entry in their change log.</summary>
internal static class SystemLog
{
    /// <summary>Puts a system; one that asks for other rights or packages than before is a new version of itself.</summary>
    public static VendorSystem Put(
        WorldDraft draft,
        VendorSystem? before,
        VendorSystem after,
        string changeType,
        object? body,
        CallingVendor vendor,
        DateTimeOffset now
    )
    {
        var entry = new SystemChange
        {
            SystemId = after.Id,
            Number = draft.State.SystemChanges.Where(By.ChangeSystem, after.Id).Count() + 1,
            ChangeType = changeType,
            AddedRights = [.. after.Rights.Except(before?.Rights ?? [])],
            RemovedRights = [.. (before?.Rights ?? []).Except(after.Rights)],
            AddedAccessPackages = [.. after.AccessPackages.Except(before?.AccessPackages ?? [])],
            RemovedAccessPackages = [.. (before?.AccessPackages ?? []).Except(after.AccessPackages)],
            ClientId = vendor.ClientId,
            ChangedData = body is null
                ? null
                : JsonSerializer.Serialize(body, body.GetType(), AuthenticationJson.Default),
            Created = now,
        };
        var version = after.Version + (before is not null && AsksForOthers(entry) ? 1 : 0);
        after = after with { LastChanged = now, Version = version };
        draft.Put(after);
        draft.Put(entry with { Version = version });
        return after;
    }

    private static bool AsksForOthers(SystemChange entry) =>
        entry.AddedRights.Length
            + entry.RemovedRights.Length
            + entry.AddedAccessPackages.Length
            + entry.RemovedAccessPackages.Length
        > 0;
}
