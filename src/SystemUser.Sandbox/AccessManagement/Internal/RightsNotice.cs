using System.Collections.Immutable;

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
    public bool IsEmpty =>
        AddedRights.IsEmpty && RemovedRights.IsEmpty && AddedAccessPackages.IsEmpty && RemovedAccessPackages.IsEmpty;
}
