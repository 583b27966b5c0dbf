using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Decisions.Internal.Calls;
using SystemUser.AspNetCore.Decisions.Internal.Parties;
using SystemUser.AspNetCore.Diagnostics.Internal;

namespace SystemUser.AspNetCore.Decisions.Internal.Batches;

/// <summary>Asks the questions of one part of a batch, within the allowance, and lands them.</summary>
/// <remarks>
/// One bad question makes Altinn answer a whole multi-request with a single Indeterminate. Such a part is halved until
/// the bad question stands alone, so that it costs the others nothing but time. One whose organization Altinn may not know
/// is set aside until the others are answered; any other keeps its resource out of batches for a while.
/// </remarks>
internal sealed class BatchAsker(
    DecisionFlights flights,
    DecisionDesk desk,
    DecisionCaller caller,
    UnknownParties unknown,
    BatchQuarantine quarantine,
    TimeProvider timeProvider,
    ILogger<BatchAsker> logger
)
{
    /// <summary>Asks the questions of a part.</summary>
    /// <returns>Whether there is one among them that was set aside or could not be asked, so that it is accounted for if an answer about them could not be used.</returns>
    public async ValueTask<bool> AskAsync(BatchPart part, Asker asker, CancellationToken budget)
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

        return part.Members.Count == 1
            ? await AskOneAsync(part, asker, budget)
            : await AskManyAsync(part, asker, budget);
    }

    /// <summary>Lands what was set aside: each is answered by whether its organization is unknown.</summary>
    public async ValueTask LandSuspectsAsync(BatchGroup group, Asker asker, CancellationToken budget)
    {
        var byRight = group.Suspects.GroupBy(suspect => (suspect.Question.Subject, suspect.Question.Right));
        foreach (var suspects in byRight.Select(ofRight => ofRight.ToList()))
        {
            var answers = await unknown.ExplainAsync(suspects, asker.Owner, budget);
            for (var i = 0; i < answers.Length; i++)
            {
                Land(new(suspects[i].Flight, null), answers[i], asker);
            }

            if (!unknown.IsOutage() && Array.Exists(answers, answer => answer.Outcome == DecisionOutcome.Indeterminate))
            {
                KeepOutOfBatches(suspects[0].Question, suspects.Count);
            }
        }
    }

    private async ValueTask<bool> AskOneAsync(BatchPart part, Asker asker, CancellationToken budget)
    {
        var flight = part.Members[0].Flight;
        var answer = await caller.AskAsync(flight.Question, budget);
        if (unknown.Suspects(flight.Question, answer, asker.Owner))
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

        Land(part.Members[0], unknown.Logged(flight.Question, answer), asker);
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

    private async ValueTask<bool> AskManyAsync(BatchPart part, Asker asker, CancellationToken budget)
    {
        var result = await caller.AskManyAsync([.. part.Members.Select(member => member.Flight.Question)], budget);
        if (result.Decisions is { } decisions)
        {
            var undecided = LandDecided(part, decisions, asker);
            return undecided.Length > 0 && await AskInHalvesAsync(part.With(undecided), asker, budget);
        }

        if (result.MayBeOneQuestion)
        {
            return await AskInHalvesAsync(part, asker, budget);
        }

        Land(part, result.Failure);
        return true;
    }

    private async ValueTask<bool> AskInHalvesAsync(BatchPart part, Asker asker, CancellationToken budget)
    {
        Spoiled(part);
        var half = part.Members.Count / 2;
        var isAccountedFor = half > 0 && await AskAsync(part.With(part.Members[..half]), asker, budget);
        isAccountedFor |= await AskAsync(part.With(part.Members[half..]), asker, budget);
        if (!isAccountedFor)
        {
            KeepOutOfBatches(part.First, part.Members.Count);
        }

        return isAccountedFor;
    }

    private void KeepOutOfBatches(in DecisionQuestion question, int count)
    {
        if (!quarantine.Holds(question))
        {
            logger.BatchSpoiled(question.Right.Resource.ToString(), count);
        }

        quarantine.Put(question);
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

    private BatchedFlight[] LandDecided(in BatchPart part, IReadOnlyList<PolicyDecision> decisions, Asker asker)
    {
        var undecided = new List<BatchedFlight>();
        for (var i = 0; i < part.Members.Count; i++)
        {
            if (decisions[i] is null or { Decision: Decision.Indeterminate })
            {
                undecided.Add(part.Members[i]);
            }
            else
            {
                var member = part.Members[i];
                Land(member, caller.Judge(member.Flight.Question, decisions[i]), asker);
                part.Search.Decided();
            }
        }

        return [.. undecided];
    }

    private void Land(in BatchedFlight member, in DecisionAnswer answer, Asker asker)
    {
        desk.Keep(member.Flight, answer, member.Generation, asker.TokenExpiresAt);
        flights.Land(member.Flight, answer);
    }

    private void Land(in BatchPart part, in DecisionAnswer failure)
    {
        foreach (var member in part.Members)
        {
            flights.Land(member.Flight, failure);
        }
    }
}
