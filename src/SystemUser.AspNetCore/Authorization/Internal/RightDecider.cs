using SystemUser.AspNetCore.Authorization.Internal.Audit;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Decisions.Internal;

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
        var problems = new SystemUserProblem?[questions.Count];
        for (var i = 0; i < problems.Length; i++)
        {
            problems[i] = await RecordAsync(systemUser, questions[i], answers[i], null, cancellationToken);
        }

        return problems;
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
