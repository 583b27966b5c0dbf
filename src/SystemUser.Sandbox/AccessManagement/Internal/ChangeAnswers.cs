using System.Collections.Immutable;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.AccessManagement.Internal;

/// <summary>What people do with requests to change the rights of a system user.</summary>
internal sealed class ChangeAnswers(WorldStore store, Delegability delegability, TimeProvider clock)
    : CustomerAnswers<UserChangeRequest>(store, clock, By.ChangeRequestParty)
{
    /// <summary>Approves a change request, which changes the system user.</summary>
    /// <param name="pid">Who approves; must govern the organization.</param>
    /// <param name="party">The organization that owns the system user.</param>
    /// <param name="requestId">The change request.</param>
    public Result<RegisteredSystemUser> Approve(string pid, string party, Guid requestId) =>
        Store.Change<RegisteredSystemUser>(draft =>
        {
            var world = draft.State;
            if (
                !FindForGovernor(world, pid, party, SystemUserKind.Standard, requestId)
                    .Is(out var request, out var problem)
            )
            {
                return problem;
            }

            if (world.SystemUsers.Find(request.SystemUserId) is not { IsDeleted: false } user)
            {
                return Problems.SystemUserNotFound;
            }

            if (world.Systems.Find(user.SystemId) is not { } system)
            {
                return Problems.SystemNotFound;
            }

            var rights = Change(user.Rights, request.RequiredRights, request.UnwantedRights);
            var packages = Change(user.AccessPackages, request.RequiredAccessPackages, request.UnwantedAccessPackages);
            var hindrance =
                rights.IsEmpty && packages.IsEmpty
                    ? (user.Kind == SystemUserKind.Agent ? Problems.AgentNeedsPackage : Problems.NeedsRightOrPackage)
                    : CheckAdded(world, system, user, request);
            if (hindrance is not null)
            {
                return hindrance;
            }

            draft.Put(Answered(request, RequestStatus.Accepted, pid));
            return Apply(draft, user, user with { Rights = rights, AccessPackages = packages });
        });

    /// <summary>
    /// Puts a system user with other rights. What its packages gain and lose, an agent has more and less of each client; what else was
    /// given or taken back of one client stays so.
    /// </summary>
    public static RegisteredSystemUser Apply(WorldDraft draft, RegisteredSystemUser before, RegisteredSystemUser user)
    {
        draft.Put(user);
        ImmutableArray<string> added = [.. user.AccessPackages.Except(before.AccessPackages, StringComparer.Ordinal)];
        ImmutableArray<string> removed = [.. before.AccessPackages.Except(user.AccessPackages, StringComparer.Ordinal)];
        foreach (var delegation in draft.State.Delegations.Where(By.DelegationAgent, user.Id.ToString()).ToList())
        {
            var packages = Change(delegation.AccessPackages, added, removed);
            ClientDelegations.Keep(draft, delegation with { AccessPackages = packages });
        }

        return user;
    }

    private Problem? CheckAdded(
        WorldState world,
        VendorSystem system,
        RegisteredSystemUser user,
        UserChangeRequest request
    ) =>
        request.RequiredRights.IsEmpty && request.RequiredAccessPackages.IsEmpty
            ? null
            : delegability.Check(world, system, user.Kind, request.RequiredRights, request.RequiredAccessPackages);

    /// <summary>What is held after some of it was added and some removed.</summary>
    public static ImmutableArray<string> Change(
        ImmutableArray<string> held,
        ImmutableArray<string> required,
        ImmutableArray<string> unwanted
    ) => [.. held.Union(required, StringComparer.Ordinal).Except(unwanted, StringComparer.Ordinal)];
}
