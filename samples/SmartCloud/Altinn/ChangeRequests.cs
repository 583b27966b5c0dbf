using System.Text.Json;
using SmartCloud.Failures;
using SmartCloud.Http;

namespace SmartCloud.Altinn;

/// <summary>Altinn's requests to change a system user, as a vendor uses them. There are none for agents.</summary>
/// <param name="altinn">Calls Altinn.</param>
internal sealed class ChangeRequests(AltinnCalls altinn)
{
    private const string Requests = "systemuser/changerequest/vendor";

    /// <summary>Asks for a change. Asking again under the same correlation id gives the same request, as long as it is open.</summary>
    /// <param name="correlationId">The vendor's own id of the attempt.</param>
    /// <param name="systemUserId">The system user to change.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="cancellationToken">Ends when the caller hangs up.</param>
    public async Task<Answer<ChangeRequestAnswer>> CreateAsync(
        Guid correlationId,
        Guid systemUserId,
        ChangeRequest request,
        CancellationToken cancellationToken
    )
    {
        var path = $"{Requests}?correlation-id={correlationId}&system-user-id={systemUserId}";
        var body = JsonSerializer.SerializeToUtf8Bytes(request, AltinnJson.Default.ChangeRequest);
        return Read(await altinn.SendAsync(HttpMethod.Post, path, body, cancellationToken));
    }

    /// <summary>Asks what became of a change request.</summary>
    /// <param name="requestId">The change request.</param>
    /// <param name="cancellationToken">Ends when the caller hangs up.</param>
    public async Task<Answer<ChangeRequestAnswer>> FindAsync(Guid requestId, CancellationToken cancellationToken) =>
        Read(await altinn.SendAsync(HttpMethod.Get, $"{Requests}/{requestId}", body: null, cancellationToken));

    /// <summary>Withdraws a change request that has not been answered.</summary>
    /// <param name="requestId">The change request.</param>
    /// <param name="cancellationToken">Ends when the caller hangs up.</param>
    /// <returns>Why it could not be withdrawn; or <see langword="null"/> when it is gone.</returns>
    public async Task<Failure?> WithdrawAsync(Guid requestId, CancellationToken cancellationToken)
    {
        var path = $"{Requests}/{requestId}";
        var answer = await altinn.SendAsync(HttpMethod.Delete, path, body: null, cancellationToken);
        return !answer.TryGet(out var reply, out var failure) ? failure
            : reply.Succeeded || reply.StatusCode == 404 ? null
            : AltinnProblems.Explain(reply);
    }

    private static Answer<ChangeRequestAnswer> Read(Answer<ServiceReply> answer)
    {
        if (!answer.TryGet(out var reply, out var failure))
        {
            return failure;
        }

        if (reply.Succeeded)
        {
            return reply.Read(AltinnJson.Default.ChangeRequestAnswer);
        }

        var problem = AltinnProblems.Explain(reply);
        return problem.Kind is FailureKind.NotFound ? problem with { Kind = FailureKind.RequestGone } : problem;
    }
}

/// <summary>A change request as Altinn keeps it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status">
/// <c>New</c>, <c>Accepted</c>, <c>Rejected</c>, <c>Denied</c>, <c>Timedout</c>, or <c>NoChangeNeeded</c> where the system
/// user has it already.
/// </param>
/// <param name="ConfirmUrl">Where the customer answers; empty where there is nothing to answer.</param>
/// <param name="TimedOut">Whether 180 days went by without an answer.</param>
internal sealed record ChangeRequestAnswer(Guid Id, string? Status, Uri? ConfirmUrl, bool TimedOut);
