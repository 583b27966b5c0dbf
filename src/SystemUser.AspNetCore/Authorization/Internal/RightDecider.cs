using System.Diagnostics;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Answers.Internal;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Decisions.Internal;
using SystemUser.AspNetCore.Diagnostics;
using SystemUser.AspNetCore.Diagnostics.Internal;

namespace SystemUser.AspNetCore.Authorization.Internal;

/// <summary>Has questions decided, says what the decisions mean, and has each answer recorded.</summary>
internal sealed class RightDecider(
    IDecisionEngine engine,
    LiveOptions options,
    DecisionProblems decisionProblems,
    DecisionCounter counter,
    AuditTrail audit
)
{
    /// <summary>Asks one question; <see langword="null"/> is a yes.</summary>
    public ValueTask<SystemUserProblem?> DecideAsync(
        AltinnSystemUser systemUser,
        SystemUserQuestion question,
        IServiceProvider? requestServices,
        CancellationToken cancellationToken
    )
    {
        var deciding = engine.DecideAsync(Put(systemUser, question), Asker(systemUser), cancellationToken);
        return deciding.IsCompletedSuccessfully
            ? RecordAsync(systemUser, question, deciding.Result, requestServices, cancellationToken)
            : RecordAsync(systemUser, question, deciding, requestServices, cancellationToken);
    }

    /// <summary>Asks several questions that stand each for itself, in as few calls as the rules allow; one answer each, in their order.</summary>
    public async ValueTask<SystemUserProblem?[]> DecideEachAsync(
        AltinnSystemUser systemUser,
        IReadOnlyList<SystemUserQuestion> questions,
        CancellationToken cancellationToken
    )
    {
        var answers = await AskManyAsync(systemUser, questions, together: false, cancellationToken);
        return await AuditTrail.RecordEachAsync(
            questions.Count,
            i => RecordAsync(systemUser, questions[i], answers[i], null, cancellationToken)
        );
    }

    /// <summary>Gets the answer to a question if it is remembered here.</summary>
    public DecisionAnswer? Recall(AltinnSystemUser systemUser, SystemUserQuestion question) =>
        engine.Recall(Put(systemUser, question));

    /// <summary>Gets the answers to questions that other hosts share, in their order.</summary>
    public Task<DecisionAnswer?[]> FindSharedAsync(
        AltinnSystemUser systemUser,
        IReadOnlyList<SystemUserQuestion> questions
    ) =>
        Task.WhenAll(
            questions.Select(question => engine.FindSharedAsync(Put(systemUser, question), Asker(systemUser)).AsTask())
        );

    /// <summary>Asks several questions, side by side, so that Altinn keeps its event log of each.</summary>
    public Task<DecisionAnswer[]> AskEachAsync(
        AltinnSystemUser systemUser,
        IReadOnlyList<SystemUserQuestion> questions,
        CancellationToken cancellationToken
    ) =>
        Task.WhenAll(
            questions.Select(question =>
                engine.DecideAsync(Put(systemUser, question), Asker(systemUser), cancellationToken).AsTask()
            )
        );

    /// <summary>Asks several questions in as few calls as the rules allow.</summary>
    /// <param name="systemUser">Who asks.</param>
    /// <param name="questions">What is asked.</param>
    /// <param name="together">Whether those on several resources may go in one call.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<DecisionAnswer[]> AskManyAsync(
        AltinnSystemUser systemUser,
        IReadOnlyList<SystemUserQuestion> questions,
        bool together,
        CancellationToken cancellationToken
    )
    {
        var put = questions.Select(question => Put(systemUser, question)).ToArray();
        var answers = together
            ? await engine.DecideTogetherAsync(put, Asker(systemUser), cancellationToken)
            : await engine.DecideManyAsync(put, Asker(systemUser), cancellationToken);
        return [.. answers.Concat(Enumerable.Repeat(default(DecisionAnswer), put.Length)).Take(put.Length)];
    }

    /// <summary>Says what an answer comes to; <see langword="null"/> is a yes.</summary>
    public SystemUserProblem? Judge(
        AltinnSystemUser systemUser,
        SystemUserQuestion question,
        DecisionAnswer answer,
        CancellationToken cancellationToken
    )
    {
        if (answer.Outcome is not DecisionOutcome.Decided)
        {
            cancellationToken.ThrowIfCancellationRequested(); // Whoever gave up was answered nothing.
        }

        return decisionProblems.Of(systemUser, question, answer);
    }

    /// <summary>Counts an answer that was used.</summary>
    public void Count(SystemUserQuestion question, DecisionAnswer answer, SystemUserProblem? problem) =>
        counter.Count(question.Right, answer, problem);

    private async ValueTask<SystemUserProblem?> RecordAsync(
        AltinnSystemUser systemUser,
        SystemUserQuestion question,
        ValueTask<DecisionAnswer> deciding,
        IServiceProvider? requestServices,
        CancellationToken cancellationToken
    ) => await RecordAsync(systemUser, question, await deciding, requestServices, cancellationToken);

    private ValueTask<SystemUserProblem?> RecordAsync(
        AltinnSystemUser systemUser,
        SystemUserQuestion question,
        DecisionAnswer answer,
        IServiceProvider? requestServices,
        CancellationToken cancellationToken
    )
    {
        var problem = Judge(systemUser, question, answer, cancellationToken);
        Count(question, answer, problem);
        return audit.RecordAsync(systemUser, question, problem, answer, requestServices, cancellationToken);
    }

    private static Asker Asker(AltinnSystemUser systemUser) => new(systemUser.Owner, systemUser.ExpiresAt);

    private DecisionQuestion Put(AltinnSystemUser systemUser, SystemUserQuestion question) =>
        new(options.Current.Altinn.BaseAddress ?? string.Empty, systemUser.Id, question.Party, question.Right);
}

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
