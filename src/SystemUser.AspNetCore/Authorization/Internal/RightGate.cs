using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
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
    /// <summary>Finds what stands in the way of a system user, and tells what was asked.</summary>
    public async ValueTask<(SystemUserProblem? Problem, IReadOnlyList<SystemUserQuestion> Asked)> CheckAsync(
        AltinnSystemUser systemUser,
        Demands demands,
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

        var verdict =
            questions.Length == 1
                ? await decider.DecideAsync(systemUser, questions[0], services, aborted)
                : Verdict(
                    await decider.DecideManyAsync(
                        systemUser,
                        questions,
                        options.Current.Decisions.BatchRights,
                        services,
                        aborted
                    )
                );
        return (verdict, questions);
    }

    /// <summary>A refusal wins over an unavailable answer, and the first of a kind is named.</summary>
    private static SystemUserProblem? Verdict(SystemUserProblem?[] problems) =>
        Array.Find(problems, problem => problem is { Status: StatusCodes.Status403Forbidden })
        ?? Array.Find(problems, problem => problem is not null);
}
