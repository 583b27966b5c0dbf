using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Answers.Internal;
using SystemUser.AspNetCore.Authorization.Internal.Pipeline;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Claims.Internal;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Decisions.Internal;
using SystemUser.AspNetCore.Diagnostics.Internal;
using SystemUser.AspNetCore.Maskinporten;

namespace SystemUser.AspNetCore.Authorization.Internal;

/// <summary>Asks in code by the same rules as at the door.</summary>
internal sealed class SystemUserAuthorizer(
    RequestToken tokens,
    TokenGate gate,
    RightDecider decider,
    IDecisionEngine engine,
    AuditTrail audit,
    ILogger<SystemUserAuthorizer> logger
) : ISystemUserAuthorizer
{
    public async Task<SystemUserAuthorizationResult> AuthorizeAsync(
        HttpContext httpContext,
        SystemUserRight right,
        OrganizationNumber party,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        SystemUserQuestion[] questions = [Checked(new SystemUserQuestion(right, party))];
        var (systemUser, problem) = await tokens.ReadAsync(httpContext);
        var token = cancellationToken.CanBeCanceled ? cancellationToken : httpContext.RequestAborted;
        if (problem is not null)
        {
            return await RefuseAsync(systemUser, questions[0], problem, httpContext, token);
        }

        var results = await AskAsync(systemUser!, questions, httpContext.RequestServices, token);
        return results[0];
    }

    public async Task<SystemUserAuthorizationResult> AuthorizeAsync(
        AltinnSystemUser systemUser,
        SystemUserRight right,
        OrganizationNumber party,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(systemUser);
        SystemUserQuestion[] questions = [Checked(new SystemUserQuestion(right, party))];
        return (await AskAsync(systemUser, questions, null, cancellationToken))[0];
    }

    public async Task<IReadOnlyList<SystemUserAuthorizationResult>> AuthorizeManyAsync(
        AltinnSystemUser systemUser,
        IReadOnlyList<SystemUserQuestion> questions,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(systemUser);
        ArgumentNullException.ThrowIfNull(questions);
        ArgumentOutOfRangeException.ThrowIfZero(questions.Count, nameof(questions));
        SystemUserQuestion[] copy = [.. questions.Select(Checked)];
        return await AskAsync(systemUser, copy, null, cancellationToken);
    }

    public ValueTask ForgetAsync(SystemUserId systemUser, CancellationToken cancellationToken = default) =>
        engine.ForgetAsync(systemUser, cancellationToken);

    /// <summary>Refuses a token; if it speaks for a system user, on the record.</summary>
    private async Task<SystemUserAuthorizationResult> RefuseAsync(
        AltinnSystemUser? systemUser,
        SystemUserQuestion question,
        SystemUserProblem problem,
        HttpContext httpContext,
        CancellationToken cancellationToken
    )
    {
        if (systemUser is not null)
        {
            var services = httpContext.RequestServices;
            problem =
                await audit.RecordAsync(systemUser, question, problem, answer: null, services, cancellationToken)
                ?? problem;
        }

        if (problem.Code != SystemUserProblemCodes.TokenMissing)
        {
            MixedAuthorization.Note(problem); // who has no token is perhaps no caller of the package's
        }

        return SystemUserAuthorizationResult.Failure(problem);
    }

    private static SystemUserQuestion Checked(SystemUserQuestion question)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(question.Party, default, nameof(question.Party));
        ArgumentOutOfRangeException.ThrowIfEqual(question.Right.Resource, default, nameof(question.Right));
        ArgumentOutOfRangeException.ThrowIfEqual(question.Right.Action, default, nameof(question.Right));
        return question;
    }

    private async Task<SystemUserAuthorizationResult[]> AskAsync(
        AltinnSystemUser systemUser,
        SystemUserQuestion[] questions,
        IServiceProvider? services,
        CancellationToken cancellationToken
    )
    {
        try
        {
            SystemUserProblem?[] problems =
                gate.IsBlocked(systemUser.Caller) ? await BlockAsync(systemUser, questions, services, cancellationToken)
                : questions.Length == 1
                    ? [await decider.DecideAsync(systemUser, questions[0], services, cancellationToken)]
                : await decider.DecideEachAsync(systemUser, questions, cancellationToken);
            MixedAuthorization.Note(Array.Find(problems, problem => problem is not null));
            return [.. questions.Select((question, i) => Result(systemUser, question, problems[i]))];
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            // Whatever goes wrong here is an answer, not an exception, and a no.
            MixedAuthorization.Note(SystemUserProblems.DecisionFailed());
            logger.AuthorizationFailed(exception.GetType().FullName);
            return
            [
                .. questions.Select(question =>
                    Result(systemUser, question, SystemUserProblems.DecisionFailed(question.Right))
                ),
            ];
        }
    }

    private Task<SystemUserProblem?[]> BlockAsync(
        AltinnSystemUser systemUser,
        SystemUserQuestion[] questions,
        IServiceProvider? services,
        CancellationToken cancellationToken
    ) =>
        AuditTrail.RecordEachAsync(
            questions.Length,
            i =>
                audit.RecordAsync(
                    systemUser,
                    questions[i],
                    SystemUserProblems.CallerBlocked,
                    answer: null,
                    services,
                    cancellationToken
                )
        );

    private static SystemUserAuthorizationResult Result(
        AltinnSystemUser systemUser,
        SystemUserQuestion question,
        SystemUserProblem? problem
    ) =>
        problem is null
            ? SystemUserAuthorizationResult.Success(
                new AuthorizedParty(question.Party, question.Party == systemUser.Owner)
            )
            : SystemUserAuthorizationResult.Failure(problem);
}

/// <summary>The token of a request for which code asks for a right, wherever in the pipeline it does.</summary>
internal sealed class RequestToken(TokenGate tokens)
{
    /// <summary>Gets the system user of a request whose token is in order; else the problem with it.</summary>
    public async Task<(AltinnSystemUser? SystemUser, SystemUserProblem? Problem)> ReadAsync(HttpContext httpContext)
    {
        var reading = MaskinportenIdentities.Single(httpContext.User, out var several);
        if (reading is null && !several)
        {
            var result = await httpContext.AuthenticateAsync(MaskinportenDefaults.AuthenticationScheme);
            reading = MaskinportenIdentities.Single(result.Principal, out several);
        }

        if (reading is null)
        {
            var refusal = httpContext.Features.Get<ITokenRefusal>()?.Problem ?? SystemUserProblems.TokenMissing;
            return (null, several ? SystemUserProblems.SeveralTokens : refusal);
        }

        // The endpoint's own demands of the token were checked at the door; elsewhere the rules of a bare right hold.
        var admitted =
            reading.SystemUser is not null
            && Admission.Covers(httpContext, reading)
            && tokens.CheckCaller(reading) is null;
        return (reading.SystemUser, admitted ? null : tokens.Check(reading, needsSystemUser: true, scopes: []));
    }
}
