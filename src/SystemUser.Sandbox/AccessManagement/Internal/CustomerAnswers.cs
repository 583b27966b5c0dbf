using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Access;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.AccessManagement.Internal;

/// <summary>What people do with any request of a vendor: find those that await an answer, and reject them.</summary>
internal abstract class CustomerAnswers<TRequest>(WorldStore store, TimeProvider clock, RowIndex<TRequest> byParty)
    where TRequest : VendorRequest
{
    protected WorldStore Store { get; } = store;

    protected TimeProvider Clock { get; } = clock;

    /// <summary>The requests that await an answer of the organization.</summary>
    public IEnumerable<TRequest> Pending(string party) =>
        Store.Current.Rows<TRequest>().Where(byParty, party).Where(request => request.CanBeAnswered(Clock.GetUtcNow()));

    /// <summary>Rejects a request.</summary>
    /// <param name="pid">Who rejects; must govern the organization.</param>
    /// <param name="party">The organization that was asked.</param>
    /// <param name="requestId">The request.</param>
    /// <param name="kind">The kind of system user that the person was shown.</param>
    public Result<Done> Reject(
        string pid,
        string party,
        Guid requestId,
        SystemUserKind kind = SystemUserKind.Standard
    ) =>
        Store.Change<Done>(draft =>
        {
            if (!FindForGovernor(draft.State, pid, party, kind, requestId).Is(out var request, out var problem))
            {
                return problem;
            }

            draft.Put(Answered(request, RequestStatus.Rejected, pid));
            return default(Done);
        });

    /// <summary>The request with its answer, and who gave it.</summary>
    protected TRequest Answered(TRequest request, RequestStatus status, string pid) =>
        request with
        {
            Status = status,
            AnsweredBy = pid,
            Answered = Clock.GetUtcNow(),
        };

    /// <summary>Finds a request that can be answered, for someone who may answer it.</summary>
    protected Result<TRequest> FindForGovernor(
        WorldState world,
        string pid,
        string party,
        SystemUserKind kind,
        Guid requestId
    ) =>
        Find(world, party, kind, requestId)
            .Then<TRequest>(request =>
                Authority.MayAnswer(world, pid, world.Organizations.Find(party), kind)
                    ? request
                    : SandboxProblems.NotGovernor
            );

    /// <summary>Finds a request that can be answered.</summary>
    protected Result<TRequest> Find(WorldState world, string party, SystemUserKind kind, Guid requestId)
    {
        var isAgent = kind == SystemUserKind.Agent;
        if (world.Rows<TRequest>().Find(requestId) is not { IsDeleted: false } request || request.Kind != kind)
        {
            return isAgent ? Problems.AgentRequestNotFound : Problems.RequestNotFound;
        }

        if (!string.Equals(request.Party, party, StringComparison.Ordinal) || world.Organizations.Find(party) is null)
        {
            return isAgent ? Problems.AgentPartyMismatch : Problems.PartyMismatch;
        }

        return request.Status != RequestStatus.New ? Problems.RequestNotNew
            : request.IsTimedOut(Clock.GetUtcNow()) ? Problems.RequestNotNew.With("The request has timed out.")
            : request;
    }
}
