using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Answers.Internal;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Decisions.Internal;
using SystemUser.AspNetCore.Diagnostics.Internal;

namespace SystemUser.AspNetCore.Authorization.Internal;

/// <summary>Says what an answer means. Only a Permit whose obligations are all met is a yes.</summary>
internal sealed class DecisionProblems(LiveOptions options, ILogger<DecisionProblems> logger)
{
    /// <summary>Gets the problem that an answer amounts to; <see langword="null"/> is a yes.</summary>
    public SystemUserProblem? Of(AltinnSystemUser systemUser, SystemUserQuestion question, DecisionAnswer answer) =>
        answer switch
        {
            { Outcome: DecisionOutcome.Decided, Decision: { } decision } => OfDecision(systemUser, question, decision),
            { Outcome: DecisionOutcome.Unavailable } => SystemUserProblems.DecisionUnavailable(
                answer.RetryAfter,
                question.Right
            ),
            { Outcome: DecisionOutcome.PartyUnknown } => SystemUserProblems.PartyUnknown(
                question.Right,
                question.Party
            ),
            { Outcome: DecisionOutcome.Indeterminate } => SystemUserProblems.DecisionIndeterminate(question.Right),
            { Outcome: DecisionOutcome.TooManyQuestions } => SystemUserProblems.TooManyQuestions(answer.RetryAfter),
            _ => SystemUserProblems.DecisionFailed(question.Right),
        };

    private SystemUserProblem? OfDecision(
        AltinnSystemUser systemUser,
        SystemUserQuestion question,
        PolicyDecision decision
    ) =>
        decision.Decision switch
        {
            Decision.Permit => OfPermit(systemUser, question, decision),
            Decision.Deny or Decision.NotApplicable => SystemUserProblems.RightMissing(question.Right, question.Party),
            _ => SystemUserProblems.DecisionFailed(question.Right),
        };

    private SystemUserProblem? OfPermit(AltinnSystemUser systemUser, SystemUserQuestion question, PolicyDecision permit)
    {
        var decisions = options.Current.Decisions;
        var granted = decisions.SystemUserAuthenticationLevel;
        var level = Math.Min(systemUser.Caller.AuthenticationLevel ?? granted, granted);
        var check = ObligationCheck.Evaluate(permit.Obligations, question.Right.Resource, level, decisions);
        if (check.IsMet)
        {
            return null;
        }

        logger.ObligationNotMet(question.Right.ToString(), LogText.Of(check.Unmet), check.RequiredLevel, level);
        return SystemUserProblems.ObligationNotMet(question.Right, question.Party);
    }
}
