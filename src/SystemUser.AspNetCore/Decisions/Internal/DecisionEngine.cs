using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Decisions.Internal.Batches;
using SystemUser.AspNetCore.Decisions.Internal.Caching;
using SystemUser.AspNetCore.Decisions.Internal.Calls;
using SystemUser.AspNetCore.Decisions.Internal.Parties;
using SystemUser.AspNetCore.Diagnostics.Internal;

namespace SystemUser.AspNetCore.Decisions.Internal;

/// <summary>Answers from memory; else from the flight of the same question that is under way; else by asking.</summary>
internal sealed class DecisionEngine(
    DecisionMemory memory,
    DecisionFlights flights,
    DecisionDesk desk,
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
        if (!memory.TryGet(question, out var known))
        {
            return AskAsync(question, asker, cancellationToken);
        }

        using var activity = telemetry.StartDecision(question.Right);
        activity.Describe(known);
        return new(known);
    }

    public async ValueTask<DecisionAnswer[]> DecideManyAsync(
        IReadOnlyList<DecisionQuestion> questions,
        Asker asker,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var activity = telemetry.StartDecisions(questions.Count);
        var answers = new DecisionAnswer[questions.Count];
        var awaited = new DecisionFlight?[questions.Count];
        var begun = new List<DecisionFlight>();
        try
        {
            for (var i = 0; i < answers.Length; i++)
            {
                if (!memory.TryGet(questions[i], out answers[i]))
                {
                    awaited[i] = flights.Join(questions[i], out var isFirst);
                    if (isFirst)
                    {
                        begun.Add(awaited[i]!);
                    }
                }
            }
        }
        finally
        {
            Fly(begun, asker); // what was begun lands, since others may have joined
        }

        await Task.WhenAll(awaited.OfType<DecisionFlight>().Select(flight => flight.Task)).WaitAsync(cancellationToken);
        var own = begun.ToHashSet();
        for (var i = 0; i < answers.Length; i++)
        {
            if (awaited[i] is { } flight)
            {
                answers[i] = Seen(await flight.Task, own.Contains(flight));
            }
        }

        return answers;
    }

    public ValueTask ForgetAsync(SystemUserId systemUser, CancellationToken cancellationToken)
    {
        var telling = desk.ForgetAsync(systemUser);
        logger.SystemUserForgotten(systemUser.ToString());
        return telling;
    }

    private async ValueTask<DecisionAnswer> AskAsync(
        DecisionQuestion question,
        Asker asker,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var activity = telemetry.StartDecision(question.Right);
        var flight = flights.Join(question, out var isFirst);
        if (isFirst)
        {
            _ = FlyAsync(flight, asker); // goes on for the others if this caller hangs up
        }

        var answer = Seen(await flight.Task.WaitAsync(cancellationToken), isFirst);
        activity.Describe(answer);
        return answer;
    }

    private void Fly(List<DecisionFlight> begun, Asker asker)
    {
        switch (begun)
        {
            case []:
                break;
            case [var flight]:
                _ = FlyAsync(flight, asker);
                break;
            default:
                _ = batches.FlyAsync(begun, asker);
                break;
        }
    }

    /// <summary>Carries one flight out; it lands, whatever happens.</summary>
    private async Task FlyAsync(DecisionFlight flight, Asker asker)
    {
        var answer = DecisionAnswer.None(DecisionOutcome.Failed, timeProvider.GetUtcNow());
        try
        {
            using var budget = new CancellationTokenSource(options.Current.Decisions.TotalTimeout, timeProvider);
            var (known, generation) = await desk.FindAsync(flight, asker.TokenExpiresAt);
            if (known is { } found)
            {
                answer = found;
            }
            else if (caller.Refuse(flight.Question.Subject) is { } refusal)
            {
                answer = refusal;
            }
            else
            {
                var asked = await caller.AskAsync(flight.Question, budget.Token);
                answer = await unknown.ExplainAsync(flight, asked, asker.Owner, budget.Token);
                desk.Keep(flight, answer, generation, asker.TokenExpiresAt);
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

    /// <summary>Tells those who joined a flight that another asked for them.</summary>
    private static DecisionAnswer Seen(in DecisionAnswer answer, bool isFirst) =>
        isFirst || answer.Source != DecisionSource.PolicyDecisionPoint
            ? answer
            : answer with
            {
                Source = DecisionSource.Coalesced,
            };
}
