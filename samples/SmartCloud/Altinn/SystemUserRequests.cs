using System.Text.Json;
using SmartCloud.Customers;
using SmartCloud.Failures;
using SmartCloud.Http;

namespace SmartCloud.Altinn;

/// <summary>Altinn's system-user requests, as a vendor uses them.</summary>
/// <param name="altinn">Calls Altinn.</param>
internal sealed class SystemUserRequests(AltinnCalls altinn)
{
    private const string Requests = "systemuser/request/vendor";

    /// <summary>Asks a customer for a system user. Asking again under the same name gives the same request.</summary>
    /// <param name="kind">Which kind of system user.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="cancellationToken">Ends when the caller hangs up.</param>
    public async Task<Answer<SystemUserRequestAnswer>> CreateAsync(
        SystemKind kind,
        SystemUserRequest request,
        CancellationToken cancellationToken
    )
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(request, AltinnJson.Default.SystemUserRequest);
        return Read(await altinn.SendAsync(HttpMethod.Post, PathOf(kind), body, cancellationToken));
    }

    /// <summary>Asks what became of a request.</summary>
    /// <param name="kind">Which kind of system user.</param>
    /// <param name="requestId">The request.</param>
    /// <param name="cancellationToken">Ends when the caller hangs up.</param>
    public async Task<Answer<SystemUserRequestAnswer>> FindAsync(
        SystemKind kind,
        Guid requestId,
        CancellationToken cancellationToken
    ) => Read(await altinn.SendAsync(HttpMethod.Get, $"{PathOf(kind)}/{requestId}", body: null, cancellationToken));

    /// <summary>Withdraws a request that has not been answered.</summary>
    /// <param name="requestId">The request.</param>
    /// <param name="cancellationToken">Ends when the caller hangs up.</param>
    /// <returns>Why it could not be withdrawn; or <see langword="null"/> when it is gone.</returns>
    public async Task<Failure?> WithdrawAsync(Guid requestId, CancellationToken cancellationToken)
    {
        var answer = await altinn.SendAsync(
            HttpMethod.Delete,
            $"{Requests}/{requestId}",
            body: null,
            cancellationToken
        );
        return !answer.TryGet(out var reply, out var failure) ? failure
            : reply.Succeeded || reply.StatusCode == 404 ? null
            : AltinnProblems.Explain(reply);
    }

    private static string PathOf(SystemKind kind) => kind is SystemKind.Agent ? $"{Requests}/agent" : Requests;

    private static Answer<SystemUserRequestAnswer> Read(Answer<ServiceReply> answer)
    {
        if (!answer.TryGet(out var reply, out var failure))
        {
            return failure;
        }

        if (reply.Succeeded)
        {
            return reply.Read(AltinnJson.Default.SystemUserRequestAnswer);
        }

        var problem = AltinnProblems.Explain(reply);
        return problem.Kind is FailureKind.NotFound ? problem with { Kind = FailureKind.RequestGone } : problem;
    }
}

/// <summary>A system-user request as Altinn keeps it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status"><c>New</c>, <c>Accepted</c>, <c>Rejected</c>, <c>Denied</c> or <c>Timedout</c>.</param>
/// <param name="ConfirmUrl">Where the customer answers.</param>
/// <param name="TimedOut">Whether 180 days went by without an answer.</param>
internal sealed record SystemUserRequestAnswer(Guid Id, string? Status, Uri? ConfirmUrl, bool TimedOut);
