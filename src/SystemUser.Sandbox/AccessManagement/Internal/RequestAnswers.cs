using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Access;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.AccessManagement.Internal;

/// <summary>What people do with requests for system users: approve, reject, pass on.</summary>
internal sealed class RequestAnswers(WorldStore store, Delegability delegability, TimeProvider clock)
    : CustomerAnswers<NewUserRequest>(store, clock, By.RequestParty)
{
    /// <summary>Approves a request, which makes the system user.</summary>
    /// <param name="pid">Who approves; must govern the organization.</param>
    /// <param name="party">The organization that was asked.</param>
    /// <param name="kind">The kind of system user that the approver was shown.</param>
    /// <param name="requestId">The request.</param>
    public Result<RegisteredSystemUser> Approve(string pid, string party, SystemUserKind kind, Guid requestId) =>
        Store.Change<RegisteredSystemUser>(draft =>
        {
            if (!FindForGovernor(draft.State, pid, party, kind, requestId).Is(out var request, out var problem))
            {
                return problem;
            }

            if (draft.State.Systems.Find(request.SystemId) is not { } system)
            {
                return Problems.SystemNotFound;
            }

            if (delegability.Check(draft.State, system, kind, request.Rights, request.AccessPackages) is { } hindrance)
            {
                return hindrance;
            }

            if (SystemUserLookup.Find(draft.State, system.Id, party, request.ExternalRef) is not null)
            {
                return Problems.SystemUserExists;
            }

            var user = new RegisteredSystemUser
            {
                // Altinn gives the system user the id of its request.
                Id = request.Id,
                Kind = kind,
                SystemId = system.Id,
                Owner = party,
                ExternalRef = request.ExternalRef,
                IntegrationTitle = request.IntegrationTitle ?? system.Name.ToString(),
                Rights = request.Rights,
                AccessPackages = request.AccessPackages,
                SeenSystemVersion = system.Version,
                Created = Clock.GetUtcNow(),
            };
            draft.Put(user);
            draft.Put(Answered(request, RequestStatus.Accepted, pid));
            return user;
        });

    /// <summary>Passes a request on to those who may answer it. Anyone with a role in the organization may; for others, nothing is done.</summary>
    /// <returns>Whether it was passed on.</returns>
    public Result<bool> Escalate(string pid, string party, SystemUserKind kind, Guid requestId) =>
        Store.Change<bool>(draft =>
        {
            if (!Find(draft.State, party, kind, requestId).Is(out var request, out var problem))
            {
                return problem;
            }

            if (!Authority.RolesOf(draft.State, pid, draft.State.Organizations.Find(party)!).Any())
            {
                return false;
            }

            draft.Put(request with { Escalated = true });
            return true;
        });
}
