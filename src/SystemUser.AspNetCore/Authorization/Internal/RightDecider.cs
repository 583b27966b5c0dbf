using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Decisions.Internal;

namespace SystemUser.AspNetCore.Authorization.Internal;

/// <summary>Has questions decided, says what the decisions mean, and has each answer recorded.</summary>
internal sealed class RightDecider(
    IDecisionEngine engine,
    LiveOptions options,
    DecisionJudge judge,
    DecisionCounter counter,
    AuditTrail audit
)
{
    /// <summary>Asks one question; <see langword="null"/> is a yes.</summary>
    public async ValueTask<SystemUserProblem?> DecideAsync(
        AltinnSystemUser systemUser,
        SystemUserQuestion question,
        IServiceProvider? requestServices,
        CancellationToken cancellationToken
    )
    {
        var answer = await engine.DecideAsync(Put(systemUser, question), Asker(systemUser), cancellationToken);
        return await ConcludeAsync(systemUser, question, answer, requestServices, cancellationToken);
    }

    /// <summary>Asks several questions; one answer each, in their order.</summary>
    /// <param name="systemUser">Who asks.</param>
    /// <param name="questions">What is asked.</param>
    /// <param name="inBatches">Whether in as few calls as the rules allow; else side by side, so that Altinn keeps its event log of each.</param>
    /// <param name="requestServices">The request's services; <see langword="null"/> outside a request.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<SystemUserProblem?[]> DecideManyAsync(
        AltinnSystemUser systemUser,
        IReadOnlyList<SystemUserQuestion> questions,
        bool inBatches,
        IServiceProvider? requestServices,
        CancellationToken cancellationToken
    )
    {
        var put = questions.Select(question => Put(systemUser, question)).ToArray();
        var answers = inBatches
            ? await engine.DecideManyAsync(put, Asker(systemUser), cancellationToken)
            : await Task.WhenAll(
                put.Select(question => engine.DecideAsync(question, Asker(systemUser), cancellationToken).AsTask())
            );

        // One after the other: a sink that lives in the request's scope need not be safe for several threads.
        var problems = new SystemUserProblem?[questions.Count];
        for (var i = 0; i < problems.Length; i++)
        {
            var answer = i < answers.Length ? answers[i] : default;
            problems[i] = await ConcludeAsync(systemUser, questions[i], answer, requestServices, cancellationToken);
        }

        return problems;
    }

    private static Asker Asker(AltinnSystemUser systemUser) => new(systemUser.Owner, systemUser.ExpiresAt);

    private DecisionQuestion Put(AltinnSystemUser systemUser, SystemUserQuestion question) =>
        new(options.Current.Altinn.BaseAddress ?? string.Empty, systemUser.Id, question.Party, question.Right);

    private ValueTask<SystemUserProblem?> ConcludeAsync(
        AltinnSystemUser systemUser,
        SystemUserQuestion question,
        DecisionAnswer answer,
        IServiceProvider? requestServices,
        CancellationToken cancellationToken
    )
    {
        if (answer.Outcome is not DecisionOutcome.Decided)
        {
            cancellationToken.ThrowIfCancellationRequested(); // Whoever gave up was answered nothing.
        }

        var problem = judge.Judge(question, answer);
        counter.Count(question.Right, answer, problem);
        return audit.RecordAsync(systemUser, question, problem, answer, requestServices, cancellationToken);
    }
}
