using Microsoft.AspNetCore.Http;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Configuration.Internal;

namespace SystemUser.AspNetCore.Authorization.Internal;

/// <summary>The rights that an authorization demands: first every party, then every decision.</summary>
internal sealed class RightGate(QuestionReader reader, RightDecider decider, AuditTrail audit, LiveOptions options)
{
    /// <summary>Finds what stands in the way of a system user, and tells what was asked.</summary>
    public async ValueTask<(SystemUserProblem? Problem, IReadOnlyList<SystemUserQuestion> Asked)> CheckAsync(
        AltinnSystemUser systemUser,
        IReadOnlyList<SystemUserRightRequirement> demands,
        HttpContext? httpContext
    )
    {
        var services = httpContext?.RequestServices;
        var aborted = httpContext?.RequestAborted ?? CancellationToken.None;
        var questions = new SystemUserQuestion[demands.Count];
        for (var i = 0; i < questions.Length; i++)
        {
            var problem = reader.Read(demands[i], systemUser, httpContext, out questions[i]);
            if (problem is { Code: SystemUserProblemCodes.PartyNotOwner })
            {
                problem = await audit.RecordAsync(systemUser, questions[i], problem, null, services, aborted);
            }

            if (problem is not null)
            {
                return (problem, []);
            }
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
