using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Answers.Internal;
using SystemUser.AspNetCore.Authorization.Internal.Audit;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Diagnostics.Internal;

namespace SystemUser.AspNetCore.Authorization.Internal;

/// <summary>The rights that an authorization demands: first every party, then every decision.</summary>
internal sealed class RightGate(
    QuestionReader reader,
    RightDecider decider,
    AuditTrail audit,
    LiveOptions options,
    ILogger<RightGate> logger
)
{
    /// <summary>Finds what stands in the way of a system user, and tells what was asked. What others have refused is not asked for.</summary>
    public async ValueTask<(SystemUserProblem? Problem, IReadOnlyList<SystemUserQuestion> Asked)> CheckAsync(
        AltinnSystemUser systemUser,
        Demands demands,
        SystemUserProblem? refusedByOthers,
        HttpContext? httpContext
    )
    {
        var services = httpContext?.RequestServices;
        var aborted = httpContext?.RequestAborted ?? CancellationToken.None;
        var questions = new SystemUserQuestion[demands.Rights.Count];
        for (var i = 0; i < questions.Length; i++)
        {
            var problem = reader.Read(demands.Rights[i], systemUser, httpContext, out questions[i]);
            if (problem is { Code: SystemUserProblemCodes.PartyNotOwner })
            {
                problem = await audit.RecordAsync(systemUser, questions[i], problem, null, services, aborted);
            }

            if (problem is not null)
            {
                return (problem, []);
            }
        }

        if (demands.NeedsParty && questions.DistinctBy(question => question.Party).Count() > 1)
        {
            logger.PartyAmbiguous();
            return (SystemUserProblems.DecisionFailed(), []);
        }

        var verdict = refusedByOthers is null
            ? await decider.DecideAllAsync(
                systemUser,
                questions,
                options.Current.Decisions.BatchRights,
                services,
                aborted
            )
            : await RecordAsync(systemUser, questions, refusedByOthers, httpContext);
        return (verdict, questions);
    }

    /// <summary>Records a refusal that came before any question, as far as it is known what would have been asked.</summary>
    public async ValueTask<SystemUserProblem> RecordAsync(
        AltinnSystemUser? systemUser,
        Demands demands,
        SystemUserProblem problem,
        HttpContext? httpContext
    )
    {
        if (systemUser is null)
        {
            return problem;
        }

        var questions = new List<SystemUserQuestion>(demands.Rights.Count);
        foreach (var demand in demands.Rights)
        {
            if (
                reader.Read(demand, systemUser, httpContext, out var question)
                is null
                    or { Code: SystemUserProblemCodes.PartyNotOwner }
            )
            {
                questions.Add(question);
            }
        }

        return await RecordAsync(systemUser, questions, problem, httpContext);
    }

    private async ValueTask<SystemUserProblem> RecordAsync(
        AltinnSystemUser systemUser,
        IReadOnlyList<SystemUserQuestion> questions,
        SystemUserProblem problem,
        HttpContext? httpContext
    )
    {
        var told = problem;
        foreach (var question in questions)
        {
            told =
                await audit.RecordAsync(
                    systemUser,
                    question,
                    problem,
                    answer: null,
                    httpContext?.RequestServices,
                    httpContext?.RequestAborted ?? CancellationToken.None
                ) ?? told;
        }

        return told;
    }
}
