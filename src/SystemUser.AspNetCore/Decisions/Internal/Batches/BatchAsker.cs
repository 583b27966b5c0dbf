using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Decisions.Internal.Calls;
using SystemUser.AspNetCore.Diagnostics.Internal;

namespace SystemUser.AspNetCore.Decisions.Internal.Batches;

/// <summary>Asks the questions of one part of a batch, within the allowance, and lands them.</summary>
/// <remarks>
/// One bad question makes Altinn answer a whole multi-request with a single Indeterminate. Such a part is halved until
/// the bad question stands alone, so that it costs the others nothing but time.
/// </remarks>
internal sealed class BatchAsker(
    DecisionFlights flights,
    DecisionDesk desk,
    DecisionCaller caller,
    BatchQuarantine quarantine,
    TimeProvider timeProvider,
    ILogger<BatchAsker> logger
)
{
    public async ValueTask AskAsync(BatchPart part, DateTimeOffset tokenExpiresAt, CancellationToken budget)
    {
        if (part.Search.IsGivenUp)
        {
            Land(part, DecisionAnswer.None(DecisionOutcome.Failed, timeProvider.GetUtcNow()));
        }
        else if (caller.Refuse(part.First.Subject) is { } refusal)
        {
            Land(part, refusal);
        }
        else if (part.Members.Count == 1)
        {
            await AskOneAsync(part, tokenExpiresAt, budget);
        }
        else
        {
            await AskManyAsync(part, tokenExpiresAt, budget);
        }
    }

    private async ValueTask AskOneAsync(BatchPart part, DateTimeOffset tokenExpiresAt, CancellationToken budget)
    {
        var answer = await caller.AskAsync(part.First, budget);
        Land(part.Members[0], answer, tokenExpiresAt);
        switch (answer.Outcome)
        {
            case DecisionOutcome.Decided:
                part.Search.Decided();
                break;
            case DecisionOutcome.Failed:
                Spoiled(part);
                break;
        }
    }

    private async ValueTask AskManyAsync(BatchPart part, DateTimeOffset tokenExpiresAt, CancellationToken budget)
    {
        var result = await caller.AskManyAsync([.. part.Members.Select(member => member.Flight.Question)], budget);
        if (result.Decisions is { } decisions)
        {
            var undecided = LandDecided(part, decisions, tokenExpiresAt);
            if (undecided.Length > 0)
            {
                await AskInHalvesAsync(part.With(undecided), tokenExpiresAt, budget);
            }
        }
        else if (result.MayBeOneQuestion)
        {
            await AskInHalvesAsync(part, tokenExpiresAt, budget);
        }
        else
        {
            Land(part, result.Failure);
        }
    }

    private async ValueTask AskInHalvesAsync(BatchPart part, DateTimeOffset tokenExpiresAt, CancellationToken budget)
    {
        logger.BatchSpoiled(part.First.Right.Resource.ToString(), part.Members.Count);
        quarantine.Put(part.First.PolicyDecisionPoint, part.First.Right.Resource);
        Spoiled(part);
        var half = part.Members.Count / 2;
        if (half > 0)
        {
            await AskAsync(part.With(part.Members[..half]), tokenExpiresAt, budget);
        }

        await AskAsync(part.With(part.Members[half..]), tokenExpiresAt, budget);
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

    private BatchedFlight[] LandDecided(
        in BatchPart part,
        IReadOnlyList<PolicyDecision> decisions,
        DateTimeOffset tokenExpiresAt
    )
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
                Land(member, caller.Judge(member.Flight.Question, decisions[i]), tokenExpiresAt);
                part.Search.Decided();
            }
        }

        return [.. undecided];
    }

    private void Land(in BatchedFlight member, in DecisionAnswer answer, DateTimeOffset tokenExpiresAt)
    {
        desk.Keep(member.Flight, answer, member.Generation, tokenExpiresAt);
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
