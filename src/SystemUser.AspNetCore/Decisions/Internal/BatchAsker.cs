using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Diagnostics.Internal;

namespace SystemUser.AspNetCore.Decisions.Internal;

/// <summary>Asks the questions of one part of a batch, within the allowance, and lands them.</summary>
/// <remarks>
/// One bad question makes Altinn answer a whole multi-request with a single Indeterminate. Such a part is halved until
/// the bad question stands alone, so that it costs the others nothing but time. One whose organization Altinn may not know
/// is set aside until the others are answered; any other keeps its resource out of batches for a while.
/// </remarks>
internal sealed class BatchAsker(
    DecisionFlights flights,
    DecisionStore store,
    DecisionCaller caller,
    UnknownParties unknown,
    BatchQuarantine quarantine,
    TimeProvider timeProvider,
    ILogger<BatchAsker> logger
)
{
    /// <summary>Asks the questions of a part.</summary>
    /// <returns>Whether there is one among them that was set aside or could not be asked, so that it is accounted for if an answer about them could not be used.</returns>
    public async ValueTask<bool> AskAsync(BatchPart part, CancellationToken budget)
    {
        if (part.Search.IsGivenUp)
        {
            Land(part, DecisionAnswer.None(DecisionOutcome.Failed, timeProvider.GetUtcNow()));
            return false;
        }

        if (caller.Refuse(part.First.Subject) is { } refusal)
        {
            Land(part, refusal);
            return true;
        }

        return part.Flights.Count == 1 ? await AskOneAsync(part, budget) : await AskManyAsync(part, budget);
    }

    /// <summary>Lands what was set aside: each is answered by whether its organization is unknown.</summary>
    public async ValueTask LandSuspectsAsync(BatchGroup group, CancellationToken budget)
    {
        var byRight = group.Suspects.GroupBy(suspect => (suspect.Question.Subject, suspect.Question.Right));
        foreach (var suspects in byRight.Select(ofRight => ofRight.ToList()))
        {
            var answers = await unknown.ExplainAsync(suspects, budget);
            for (var i = 0; i < answers.Length; i++)
            {
                Land(suspects[i].Flight, answers[i]);
            }

            if (!unknown.IsOutage() && Array.Exists(answers, answer => answer.Outcome == DecisionOutcome.Indeterminate))
            {
                KeepOutOfBatches(suspects[0].Question, suspects.Count);
            }
        }
    }

    private async ValueTask<bool> AskOneAsync(BatchPart part, CancellationToken budget)
    {
        var flight = part.Flights[0];
        var answer = await caller.AskAsync(flight, flight.Question, budget);
        if (unknown.Suspects(flight, answer))
        {
            part.Search.Group.Suspects.Enqueue(new(flight, answer));
            if (unknown.IsOutage())
            {
                Spoiled(part);
            }
            else
            {
                part.Search.Found();
            }

            return true;
        }

        Land(flight, unknown.Logged(flight.Question, answer));
        switch (answer.Outcome)
        {
            case DecisionOutcome.Decided:
                part.Search.Decided();
                return false;
            case DecisionOutcome.Failed or DecisionOutcome.Indeterminate:
                Spoiled(part);
                return false;
            default:
                return true;
        }
    }

    private async ValueTask<bool> AskManyAsync(BatchPart part, CancellationToken budget)
    {
        var result = await caller.AskManyAsync(part.Flights, budget);
        if (result.Decisions is { } decisions)
        {
            var undecided = LandDecided(part, decisions);
            return undecided.Length > 0 && await AskInHalvesAsync(part.With(undecided), budget);
        }

        if (result.MayBeOneQuestion)
        {
            return await AskInHalvesAsync(part, budget);
        }

        Land(part, result.Failure);
        return true;
    }

    private async ValueTask<bool> AskInHalvesAsync(BatchPart part, CancellationToken budget)
    {
        Spoiled(part);
        var half = part.Flights.Count / 2;
        var isAccountedFor = half > 0 && await AskAsync(part.With(part.Flights[..half]), budget);
        isAccountedFor |= await AskAsync(part.With(part.Flights[half..]), budget);
        if (!isAccountedFor)
        {
            foreach (var question in SpoilersOf(part))
            {
                KeepOutOfBatches(question, part.Flights.Count);
            }
        }

        return isAccountedFor;
    }

    /// <summary>Gets a question on each resource that spoiled a part: those that are still undecided, or all if it was the whole that could not be used.</summary>
    private static IEnumerable<DecisionQuestion> SpoilersOf(BatchPart part)
    {
        DecisionFlight[] undecided =
        [
            .. part.Flights.Where(flight =>
                flight.Task is { IsCompletedSuccessfully: true, Result.Outcome: not DecisionOutcome.Decided }
            ),
        ];
        IEnumerable<DecisionFlight> spoilers = undecided.Length > 0 ? undecided : part.Flights;
        return spoilers.Select(flight => flight.Question).DistinctBy(question => question.Right.Resource);
    }

    private void KeepOutOfBatches(in DecisionQuestion question, int count)
    {
        var isNews = !quarantine.Holds(question);
        quarantine.Put(question);
        if (isNews)
        {
            logger.BatchSpoiled(question.Right.Resource.ToString(), count);
        }
    }

    private void Spoiled(in BatchPart part)
    {
        if (part.Search.Spoiled())
        {
            logger.DecisionFailed(
                part.First.Right.ToString(),
                "The answers stay unusable however the batch of questions is halved."
            );
        }
    }

    private DecisionFlight[] LandDecided(in BatchPart part, IReadOnlyList<PolicyDecision> decisions)
    {
        var undecided = new List<DecisionFlight>();
        for (var i = 0; i < part.Flights.Count; i++)
        {
            if (decisions[i] is null or { Decision: Decision.Indeterminate })
            {
                undecided.Add(part.Flights[i]);
            }
            else
            {
                var flight = part.Flights[i];
                Land(flight, caller.ToAnswer(flight.Question, decisions[i]));
                part.Search.Decided();
            }
        }

        return [.. undecided];
    }

    private void Land(DecisionFlight flight, in DecisionAnswer answer)
    {
        store.Keep(flight, answer);
        flights.Land(flight, answer);
    }

    private void Land(in BatchPart part, in DecisionAnswer failure)
    {
        foreach (var flight in part.Flights)
        {
            flights.Land(flight, failure);
        }
    }
}

/// <summary>Questions on one resource that are asked together, and the search for a bad one among them should that be needed.</summary>
internal readonly record struct BatchPart(ArraySegment<DecisionFlight> Flights, BatchSearch Search)
{
    public DecisionQuestion First => Flights[0].Question;

    public BatchPart With(ArraySegment<DecisionFlight> flights) => this with { Flights = flights };
}
