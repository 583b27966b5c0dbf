using System.Diagnostics;
using SystemUser.AspNetCore.Diagnostics;
using SystemUser.AspNetCore.Diagnostics.Internal;

namespace SystemUser.AspNetCore.Decisions.Internal;

/// <summary>The span <c>systemuser.decision</c>: what was asked and what was answered, in the words of the counter, before obligations are looked at.</summary>
internal static class DecisionActivity
{
    private const string Name = "systemuser.decision";

    public static Activity? StartDecision(this SystemUserTelemetry telemetry, SystemUserRight right)
    {
        var activity = telemetry.Activities.StartActivity(Name);
        activity?.SetTag(SystemUserDiagnostics.ResourceTag, right.Resource.ToString());
        activity?.SetTag(SystemUserDiagnostics.ActionTag, right.Action.ToString());
        return activity;
    }

    public static Activity? StartDecisions(this SystemUserTelemetry telemetry, int count) =>
        telemetry.Activities.StartActivity(Name)?.SetTag("systemuser.questions", count);

    /// <summary>Starts the span of a call to the policy decision point, as a part of whoever asked first.</summary>
    public static Activity? StartCall(this SystemUserTelemetry telemetry, ActivityContext parent, int questions) =>
        telemetry
            .Activities.StartActivity("systemuser.pdp", ActivityKind.Client, parent)
            ?.SetTag("systemuser.questions", questions);

    /// <summary>Gets the word for a decision's source in metrics and spans.</summary>
    public static string ToTag(this DecisionSource source) =>
        source switch
        {
            DecisionSource.Cache => "cache",
            DecisionSource.Coalesced => "coalesced",
            DecisionSource.Distributed => "distributed",
            _ => "pdp",
        };

    public static void Describe(this Activity? activity, in DecisionAnswer answer)
    {
        if (activity is null)
        {
            return;
        }

        var outcome = OutcomeOf(answer);
        activity.SetTag(SystemUserDiagnostics.OutcomeTag, outcome);
        activity.SetTag(SystemUserDiagnostics.SourceTag, answer.Source.ToTag());
        if (answer.Outcome is not (DecisionOutcome.Decided or DecisionOutcome.PartyUnknown))
        {
            activity.SetStatus(ActivityStatusCode.Error, outcome);
        }
    }

    private static string OutcomeOf(in DecisionAnswer answer) =>
        (answer.Outcome, answer.Decision?.Decision) switch
        {
            (_, Decision.Permit) => "permit",
            (_, Decision.Deny) => "deny",
            (_, Decision.NotApplicable) => "not_applicable",
            (DecisionOutcome.Unavailable, _) => "unavailable",
            (DecisionOutcome.TooManyQuestions, _) => "too_many_questions",
            (DecisionOutcome.PartyUnknown, _) => "party_unknown",
            (DecisionOutcome.Indeterminate, _) => "indeterminate",
            _ => "failed",
        };
}
