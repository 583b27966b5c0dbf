using Microsoft.AspNetCore.Http;
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
    public async ValueTask<SystemUserProblem?> DecideAsync(
        AltinnSystemUser systemUser,
        SystemUserQuestion question,
        IServiceProvider? requestServices,
        CancellationToken cancellationToken
    )
    {
        var answer = await engine.DecideAsync(Put(systemUser, question), Asker(systemUser), cancellationToken);
        var problem = ProblemOf(question, answer, cancellationToken);
        return await audit.RecordAsync(systemUser, question, problem, answer, requestServices, cancellationToken);
    }

    /// <summary>Asks several questions that stand each for itself, in as few calls as the rules allow; one answer each, in their order.</summary>
    public async ValueTask<SystemUserProblem?[]> DecideEachAsync(
        AltinnSystemUser systemUser,
        IReadOnlyList<SystemUserQuestion> questions,
        CancellationToken cancellationToken
    )
    {
        var answers = await AskAsync(systemUser, questions, inBatches: true, cancellationToken);
        var problems = new SystemUserProblem?[questions.Count];
        for (var i = 0; i < problems.Length; i++)
        {
            var problem = ProblemOf(questions[i], answers[i], cancellationToken);
            problems[i] = await audit.RecordAsync(
                systemUser,
                questions[i],
                problem,
                answers[i],
                null,
                cancellationToken
            );
        }

        return problems;
    }

    /// <summary>Asks what several demands ask for, which must all be answered yes; <see langword="null"/> is a yes to all, else what the caller is told.</summary>
    /// <param name="systemUser">Who asks.</param>
    /// <param name="askings">What is asked.</param>
    /// <param name="inBatches">Whether in as few calls as the rules allow; else side by side, so that Altinn keeps its event log of each.</param>
    /// <param name="requestServices">The request's services; <see langword="null"/> outside a request.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<SystemUserProblem?> DecideAllAsync(
        AltinnSystemUser systemUser,
        IReadOnlyList<Asking> askings,
        bool inBatches,
        IServiceProvider? requestServices,
        CancellationToken cancellationToken
    )
    {
        if (askings.Count == 1)
        {
            var only = await DecideAsync(systemUser, askings[0].Question, requestServices, cancellationToken);
            return only is null ? null : askings[0].Told(only, systemUser);
        }

        SystemUserQuestion[] questions = [.. askings.Select(asking => asking.Question)];
        var answers = await AskAsync(systemUser, questions, inBatches, cancellationToken);
        var problems = new SystemUserProblem?[questions.Length];
        var told = new SystemUserProblem?[questions.Length];
        for (var i = 0; i < problems.Length; i++)
        {
            problems[i] = ProblemOf(questions[i], answers[i], cancellationToken);
            told[i] = problems[i] is { } problem ? askings[i].Told(problem, systemUser) : null;
        }

        var named = Named(told);
        var verdict = named < 0 ? null : problems[named];

        // One after the other: a sink that lives in the request's scope need not be safe for several threads.
        var granted = 0;
        SystemUserProblem? unrecorded = null;
        for (var i = 0; i < problems.Length; i++)
        {
            // Where one is refused, none is granted: a right that was there is recorded with what refused the whole.
            var problem = problems[i] ?? verdict ?? unrecorded;
            var recorded = await RecordAsync(i, problem);
            unrecorded ??= recorded == problem ? null : recorded;
            granted = unrecorded is null ? i + 1 : granted;
        }

        if (verdict is null && unrecorded is not null)
        {
            for (var i = 0; i < granted; i++)
            {
                await RecordAsync(i, unrecorded); // as granted they stand there already, and nobody was let in
            }
        }

        return unrecorded ?? (named < 0 ? null : told[named]);

        ValueTask<SystemUserProblem?> RecordAsync(int right, SystemUserProblem? problem) =>
            audit.RecordAsync(
                systemUser,
                questions[right],
                problem,
                answers[right],
                requestServices,
                cancellationToken
            );
    }

    /// <summary>Chooses the problem that is answered: a refusal wins over an unavailable answer, and the first of a kind is named.</summary>
    /// <remarks>What is hidden comes before all, so that no other right tells that it is there.</remarks>
    private static int Named(SystemUserProblem?[] told)
    {
        var hidden = Array.FindIndex(told, problem => problem is { Status: StatusCodes.Status404NotFound });
        var refused = Array.FindIndex(told, problem => problem is { Status: StatusCodes.Status403Forbidden });
        return hidden >= 0 ? hidden
            : refused >= 0 ? refused
            : Array.FindIndex(told, problem => problem is not null);
    }

    private async ValueTask<DecisionAnswer[]> AskAsync(
        AltinnSystemUser systemUser,
        IReadOnlyList<SystemUserQuestion> questions,
        bool inBatches,
        CancellationToken cancellationToken
    )
    {
        var put = questions.Select(question => Put(systemUser, question)).ToArray();
        var answers = inBatches
            ? await engine.DecideManyAsync(put, Asker(systemUser), cancellationToken)
            : await Task.WhenAll(
                put.Select(question => engine.DecideAsync(question, Asker(systemUser), cancellationToken).AsTask())
            );
        return [.. answers.Concat(Enumerable.Repeat(default(DecisionAnswer), put.Length)).Take(put.Length)];
    }

    private static Asker Asker(AltinnSystemUser systemUser) => new(systemUser.Owner, systemUser.ExpiresAt);

    private DecisionQuestion Put(AltinnSystemUser systemUser, SystemUserQuestion question) =>
        new(options.Current.Altinn.BaseAddress ?? string.Empty, systemUser.Id, question.Party, question.Right);

    private SystemUserProblem? ProblemOf(
        SystemUserQuestion question,
        DecisionAnswer answer,
        CancellationToken cancellationToken
    )
    {
        if (answer.Outcome is not DecisionOutcome.Decided)
        {
            cancellationToken.ThrowIfCancellationRequested(); // Whoever gave up was answered nothing.
        }

        var problem = decisionProblems.Of(question, answer);
        counter.Count(question.Right, answer, problem);
        return problem;
    }
}
