using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Access;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.AccessManagement.Internal;

/// <summary>Tells owners that a system asks for other rights than it did, and lets them agree or not.</summary>
internal sealed class RightsNotices(WorldStore store, Delegability delegability)
{
    /// <summary>The notices to an organization.</summary>
    public IEnumerable<RightsNotice> Of(string owner)
    {
        var world = store.Current;
        return world
            .SystemUsers.Where(By.SystemUserOwner, owner)
            .Where(user => !user.IsDeleted)
            .Select(user => RightsNotice.Find(world, user))
            .OfType<RightsNotice>();
    }

    /// <summary>Gives the system user what the system now asks for, and takes what it no longer does.</summary>
    /// <param name="pid">Who agrees; must govern the organization.</param>
    /// <param name="party">The organization that owns the system user.</param>
    /// <param name="systemUserId">The system user.</param>
    /// <param name="systemVersion">The version that the person was shown; a later one is a new notice.</param>
    public Result<RegisteredSystemUser> Approve(string pid, string party, Guid systemUserId, int systemVersion) =>
        store.Change<RegisteredSystemUser>(draft =>
        {
            if (!FindOpen(draft.State, pid, party, systemUserId, systemVersion).Is(out var found, out var problem))
            {
                return problem;
            }

            var (user, system, notice) = found;
            if (
                !(notice.AddedRights.IsEmpty && notice.AddedAccessPackages.IsEmpty)
                && delegability.Check(draft.State, system, user.Kind, notice.AddedRights, notice.AddedAccessPackages)
                    is { } hindrance
            )
            {
                return hindrance;
            }

            var changed = user with
            {
                Rights = ChangeAnswers.Change(user.Rights, notice.AddedRights, notice.RemovedRights),
                AccessPackages = ChangeAnswers.Change(
                    user.AccessPackages,
                    notice.AddedAccessPackages,
                    notice.RemovedAccessPackages
                ),
                SeenSystemVersion = notice.SystemVersion,
            };
            return changed is { Rights.IsEmpty: true, AccessPackages.IsEmpty: true }
                ? Problems.NeedsRightOrPackage
                : ChangeAnswers.Apply(draft, user, changed);
        });

    /// <summary>Leaves the system user as it is, and takes the notice away.</summary>
    public Result<Done> Dismiss(string pid, string party, Guid systemUserId, int systemVersion) =>
        store.Change<Done>(draft =>
        {
            if (!FindOpen(draft.State, pid, party, systemUserId, systemVersion).Is(out var found, out var problem))
            {
                return problem;
            }

            draft.Put(found.User with { SeenSystemVersion = systemVersion });
            return default(Done);
        });

    private static Result<(RegisteredSystemUser User, VendorSystem System, RightsNotice Notice)> FindOpen(
        WorldState world,
        string pid,
        string party,
        Guid systemUserId,
        int systemVersion
    )
    {
        if (
            world.SystemUsers.Find(systemUserId) is not { IsDeleted: false } user
            || !string.Equals(user.Owner, party, StringComparison.Ordinal)
        )
        {
            return Problems.SystemUserNotFound;
        }

        if (!Authority.Governs(world, pid, world.Organizations.Find(party)))
        {
            return SandboxProblems.NotGovernor;
        }

        return RightsNotice.Find(world, user) is { } notice && notice.SystemVersion == systemVersion
            ? (user, world.Systems.Find(user.SystemId)!, notice)
            : Problems.RequestNotNew.With("The system has changed again, or there is nothing to answer.");
    }
}
