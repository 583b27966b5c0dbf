using System.Diagnostics;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Diagnostics.Internal;
using SystemUser.AspNetCore.Outbound.Internal;

namespace SystemUser.AspNetCore.Decisions.Internal;

/// <summary>Answers from memory; else from the flight of the same question that is under way; else by asking.</summary>
internal sealed class DecisionEngine(
    DecisionStore store,
    DecisionFlights flights,
    DecisionCaller caller,
    DecisionBatches batches,
    UnknownParties unknown,
    LiveOptions options,
    TimeProvider timeProvider,
    SystemUserTelemetry telemetry,
    ILogger<DecisionEngine> logger
) : IDecisionEngine
{
    public ValueTask<DecisionAnswer> DecideAsync(
        DecisionQuestion question,
        Asker asker,
        CancellationToken cancellationToken
    )
    {
        if (!store.TryGet(question, out var known))
        {
            return AskAsync(question, asker, cancellationToken);
        }

        return new(Described(question, known));
    }

    public DecisionAnswer? Recall(in DecisionQuestion question) =>
        store.TryGet(question, out var known) ? Described(question, known) : null;

    public async ValueTask<DecisionAnswer?> FindSharedAsync(DecisionQuestion question, Asker asker) =>
        store.IsShared && await store.FindAsync(new DecisionFlight(question, asker, store.Stamp)) is { } found
            ? Described(question, found)
            : null;

    public ValueTask<DecisionAnswer[]> DecideManyAsync(
        IReadOnlyList<DecisionQuestion> questions,
        Asker asker,
        CancellationToken cancellationToken
    ) => DecideManyAsync(questions, asker, BatchScope.Resource, cancellationToken);

    public ValueTask<DecisionAnswer[]> DecideTogetherAsync(
        IReadOnlyList<DecisionQuestion> questions,
        Asker asker,
        CancellationToken cancellationToken
    ) => DecideManyAsync(questions, asker, BatchScope.All, cancellationToken);

    private async ValueTask<DecisionAnswer[]> DecideManyAsync(
        IReadOnlyList<DecisionQuestion> questions,
        Asker asker,
        BatchScope scope,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var activity = telemetry.StartDecisions(questions.Count);
        var answers = new DecisionAnswer[questions.Count];
        var awaited = new DecisionFlight?[questions.Count];
        var begun = new List<DecisionFlight>();
        Task carriedOut;
        try
        {
            for (var i = 0; i < answers.Length; i++)
            {
                if (!store.TryGet(questions[i], out answers[i]))
                {
                    awaited[i] = flights.Join(questions[i], asker, out var isFirst);
                    if (isFirst)
                    {
                        begun.Add(awaited[i]!);
                    }
                }
            }
        }
        finally
        {
            carriedOut = Begin(begun, scope); // what was begun lands, since others may have joined
        }

        await carriedOut.WaitAsync(cancellationToken); // and what is learnt from it counts for the next batch
        await Task.WhenAll(awaited.OfType<DecisionFlight>().Select(flight => flight.Task)).WaitAsync(cancellationToken);
        var own = begun.ToHashSet();
        for (var i = 0; i < answers.Length; i++)
        {
            if (awaited[i] is { } flight)
            {
                answers[i] = Seen(flight, await flight.Task, own.Contains(flight), activity);
            }
        }

        return answers;
    }

    public async ValueTask ForgetAsync(SystemUserId systemUser, CancellationToken cancellationToken)
    {
        if (await store.ForgetAsync(systemUser))
        {
            logger.SystemUserForgottenEverywhere(systemUser.ToString());
        }
        else
        {
            logger.SystemUserForgotten(systemUser.ToString());
        }
    }

    private async ValueTask<DecisionAnswer> AskAsync(
        DecisionQuestion question,
        Asker asker,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var activity = telemetry.StartDecision(question.Right);
        var flight = flights.Join(question, asker, out var isFirst);
        if (isFirst)
        {
            _ = SharedWork.Begin(flight, FlyAsync); // goes on for the others if this caller hangs up
        }

        var answer = Seen(flight, await flight.Task.WaitAsync(cancellationToken), isFirst, activity);
        activity.Describe(answer);
        return answer;
    }

    private DecisionAnswer Described(in DecisionQuestion question, in DecisionAnswer known)
    {
        using var activity = telemetry.StartDecision(question.Right);
        activity.Describe(known);
        return known;
    }

    private Task Begin(List<DecisionFlight> begun, BatchScope scope) =>
        begun switch
        {
            [] => Task.CompletedTask,
            [var flight] => SharedWork.Begin(flight, FlyAsync),
            _ => SharedWork.Begin((begun, scope), batch => batches.FlyAsync(batch.begun, batch.scope)),
        };

    /// <summary>Carries one flight out; it lands, whatever happens, and within its budget.</summary>
    private async Task FlyAsync(DecisionFlight flight)
    {
        var answer = DecisionAnswer.None(DecisionOutcome.Failed, timeProvider.GetUtcNow());
        try
        {
            using var budget = new CancellationTokenSource(options.Current.Decisions.TotalTimeout, timeProvider);
            if (await store.FindAsync(flight) is { } found)
            {
                answer = found;
            }
            else if (caller.Refuse(flight.Question.Subject) is { } refusal)
            {
                answer = refusal;
            }
            else
            {
                var asked = await caller.AskAsync(flight, flight.Question, budget.Token);
                answer = await unknown.ExplainAsync(flight, asked, budget.Token);
                store.Keep(flight, answer);
            }
        }
        catch (Exception exception)
        {
            logger.DecisionFailed(flight.Question.Right.ToString(), exception.GetType().Name);
        }
        finally
        {
            flights.Land(flight, answer);
        }
    }

    /// <summary>Tells those who joined a flight that another asked for them, and their span which call that was.</summary>
    private static DecisionAnswer Seen(
        DecisionFlight flight,
        in DecisionAnswer answer,
        bool isFirst,
        Activity? activity
    )
    {
        if (isFirst)
        {
            return answer;
        }

        if (flight.Call != default)
        {
            activity?.AddLink(new ActivityLink(flight.Call));
        }

        return answer.Source == DecisionSource.PolicyDecisionPoint
            ? answer with
            {
                Source = DecisionSource.Coalesced,
            }
            : answer;
    }
}

/// <summary>A question becomes an answer: from the cache, from a flight under way, or from the policy decision point.</summary>
internal interface IDecisionEngine
{
    /// <summary>Answers one question; never throws but for the caller's own cancellation.</summary>
    /// <param name="question">The question.</param>
    /// <param name="asker">Who asks.</param>
    /// <param name="cancellationToken">The caller's own; others waiting for the same answer are not disturbed.</param>
    ValueTask<DecisionAnswer> DecideAsync(DecisionQuestion question, Asker asker, CancellationToken cancellationToken);

    /// <summary>Gets the answer to a question if it is remembered here; asks nobody.</summary>
    DecisionAnswer? Recall(in DecisionQuestion question);

    /// <summary>Gets the answer to a question if other hosts share it; asks nobody else.</summary>
    ValueTask<DecisionAnswer?> FindSharedAsync(DecisionQuestion question, Asker asker);

    /// <summary>Answers several questions, in their order, with as few calls as the rules allow: those on one resource go together.</summary>
    ValueTask<DecisionAnswer[]> DecideManyAsync(
        IReadOnlyList<DecisionQuestion> questions,
        Asker asker,
        CancellationToken cancellationToken
    );

    /// <summary>Answers several questions, in their order; those on different resources go together too.</summary>
    ValueTask<DecisionAnswer[]> DecideTogetherAsync(
        IReadOnlyList<DecisionQuestion> questions,
        Asker asker,
        CancellationToken cancellationToken
    );

    /// <summary>Forgets what is known of a system user, here and where hosts share; flights under way are not remembered.</summary>
    ValueTask ForgetAsync(SystemUserId systemUser, CancellationToken cancellationToken);
}
