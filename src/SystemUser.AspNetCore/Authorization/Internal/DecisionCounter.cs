using System.Diagnostics;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Decisions.Internal;
using SystemUser.AspNetCore.Diagnostics;
using SystemUser.AspNetCore.Diagnostics.Internal;

namespace SystemUser.AspNetCore.Authorization.Internal;

/// <summary>Counts every answer once, here, where it is known whether the obligations of a Permit were met.</summary>
internal sealed class DecisionCounter(SystemUserTelemetry telemetry)
{
    public void Count(SystemUserRight right, DecisionAnswer answer, SystemUserProblem? problem)
    {
        if (!telemetry.Decisions.Enabled)
        {
            return;
        }

        var tags = new TagList
        {
            { SystemUserDiagnostics.OutcomeTag, Outcome(answer, problem) },
            { SystemUserDiagnostics.SourceTag, answer.Source.ToTag() },
            { SystemUserDiagnostics.ResourceTag, right.Resource.ToString() },
            { SystemUserDiagnostics.ActionTag, right.Action.ToString() },
        };
        telemetry.Decisions.Add(1, tags);
    }

    private static string Outcome(DecisionAnswer answer, SystemUserProblem? problem) =>
        problem?.Code switch
        {
            null => "permit",
            SystemUserProblemCodes.RightMissing => answer.Decision?.Decision is Decision.Deny
                ? "deny"
                : "not_applicable",
            SystemUserProblemCodes.ObligationNotMet => "obligation_not_met",
            SystemUserProblemCodes.TooManyQuestions => "too_many_questions",
            SystemUserProblemCodes.DecisionUnavailable => "unavailable",
            SystemUserProblemCodes.PartyUnknown => "party_unknown",
            SystemUserProblemCodes.DecisionIndeterminate => "indeterminate",
            _ => "failed",
        };
}
