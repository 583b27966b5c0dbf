using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.AccessManagement.Internal;

/// <summary>What a vendor has changed in its system since the owner of a system user last looked.</summary>
/// <param name="SystemUserId">The system user that it concerns.</param>
/// <param name="SystemVersion">The version of the system that the notice speaks of.</param>
/// <param name="AddedRights">Resources that the system now asks for and the system user does not hold.</param>
/// <param name="RemovedRights">Resources that the system user holds and the system no longer asks for.</param>
/// <param name="AddedAccessPackages">Likewise for packages.</param>
/// <param name="RemovedAccessPackages">Likewise for packages.</param>
internal sealed record RightsNotice(
    Guid SystemUserId,
    int SystemVersion,
    ImmutableArray<string> AddedRights,
    ImmutableArray<string> RemovedRights,
    ImmutableArray<string> AddedAccessPackages,
    ImmutableArray<string> RemovedAccessPackages
)
{
    [JsonIgnore]
    public bool IsEmpty =>
        AddedRights.IsEmpty && RemovedRights.IsEmpty && AddedAccessPackages.IsEmpty && RemovedAccessPackages.IsEmpty;

    /// <summary>The notice that concerns a system user, if there is one.</summary>
    public static RightsNotice? Find(WorldState world, RegisteredSystemUser user)
    {
        if (
            world.Systems.Find(user.SystemId) is not { IsDeleted: false } system
            || system.Version <= user.SeenSystemVersion
        )
        {
            return null;
        }

        var changes = world
            .SystemChanges.Where(By.ChangeSystem, system.Id)
            .Where(change => change.Version > user.SeenSystemVersion)
            .ToList();
        var isAgent = user.Kind == SystemUserKind.Agent;
        var notice = new RightsNotice(
            user.Id,
            system.Version,
            isAgent
                ? []
                :
                [
                    .. changes
                        .SelectMany(change => change.AddedRights)
                        .Intersect(system.Rights, StringComparer.Ordinal)
                        .Except(user.Rights, StringComparer.Ordinal),
                ],
            [
                .. changes
                    .SelectMany(change => change.RemovedRights)
                    .Intersect(user.Rights, StringComparer.Ordinal)
                    .Except(system.Rights, StringComparer.Ordinal),
            ],
            [
                .. changes
                    .SelectMany(change => change.AddedAccessPackages)
                    .Intersect(system.AccessPackages, StringComparer.Ordinal)
                    .Except(user.AccessPackages, StringComparer.Ordinal)
                    .Where(urn => world.AccessPackages.Find(urn)?.IsFor(user.Kind) == true),
            ],
            [
                .. changes
                    .SelectMany(change => change.RemovedAccessPackages)
                    .Intersect(user.AccessPackages, StringComparer.Ordinal)
                    .Except(system.AccessPackages, StringComparer.Ordinal),
            ]
        );
        return notice.IsEmpty ? null : notice;
    }
}
