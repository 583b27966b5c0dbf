using System.Collections.Immutable;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Access;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.AccessManagement.Internal;

/// <summary>What people do with requests to change the rights of a system user.</summary>
internal sealed class ChangeAnswers(WorldStore store, Delegability delegability, TimeProvider clock)
{
    /// <summary>Approves a change request, which changes the system user.</summary>
    /// <param name="pid">Who approves; must govern the organization.</param>
    /// <param name="party">The organization that owns the system user.</param>
    /// <param name="requestId">The change request.</param>
    public Result<RegisteredSystemUser> Approve(string pid, string party, Guid requestId) =>
        store.Change<RegisteredSystemUser>(draft =>
        {
            var world = draft.State;
            if (!FindOpen(world, pid, party, requestId).Is(out var request, out var problem))
            {
                return problem;
            }

            if (world.SystemUsers.Find(request.SystemUserId) is not { IsDeleted: false } user)
            {
                return Problems.SystemUserNotFound;
            }

            if (world.Systems.Find(user.SystemId) is not { IsDeleted: false } system)
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

            draft.Put(request with { Status = RequestStatus.Accepted });
            return Apply(draft, user with { Rights = rights, AccessPackages = packages });
        });

    /// <summary>Rejects a change request.</summary>
    public Result<Done> Reject(string pid, string party, Guid requestId) =>
        store.Change<Done>(draft =>
        {
            if (!FindOpen(draft.State, pid, party, requestId).Is(out var request, out var problem))
            {
                return problem;
            }

            draft.Put(request with { Status = RequestStatus.Rejected });
            return default(Done);
        });

    /// <summary>The change requests that await an answer of the organization.</summary>
    public IEnumerable<ChangeRequest> Pending(string party) =>
        store
            .Current.ChangeRequests.Where(By.ChangeRequestParty, party)
            .Where(request => request is { Status: RequestStatus.New, IsDeleted: false })
            .Where(request => !request.IsTimedOut(clock.GetUtcNow()));

    /// <summary>Puts a system user with other rights; an agent's clients follow its packages.</summary>
    public static RegisteredSystemUser Apply(WorldDraft draft, RegisteredSystemUser user)
    {
        draft.Put(user);
        foreach (var delegation in draft.State.Delegations.Where(By.DelegationAgent, user.Id.ToString()).ToList())
        {
            draft.Put(delegation with { AccessPackages = user.AccessPackages });
        }

        return user;
    }

    private Problem? CheckAdded(
        WorldState world,
        RegisteredSystem system,
        RegisteredSystemUser user,
        ChangeRequest request
    ) =>
        request.RequiredRights.IsEmpty && request.RequiredAccessPackages.IsEmpty
            ? null
            : delegability.Check(world, system, user.Kind, request.RequiredRights, request.RequiredAccessPackages);

    private Result<ChangeRequest> FindOpen(WorldState world, string pid, string party, Guid requestId)
    {
        if (world.ChangeRequests.Find(requestId) is not { IsDeleted: false } request)
        {
            return Problems.RequestNotFound;
        }

        return !string.Equals(request.Party, party, StringComparison.Ordinal) ? Problems.PartyMismatch
            : request.Status != RequestStatus.New ? Problems.RequestNotNew
            : request.IsTimedOut(clock.GetUtcNow()) ? Problems.RequestTimedOut
            : Authority.Governs(world, pid, world.Organizations.Find(party)) ? request
            : Problems.NotAccessManager;
    }

    private static ImmutableArray<string> Change(
        ImmutableArray<string> held,
        ImmutableArray<string> required,
        ImmutableArray<string> unwanted
    ) => [.. held.Union(required, StringComparer.Ordinal).Except(unwanted, StringComparer.Ordinal)];
}
