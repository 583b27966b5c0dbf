using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Decisions.Internal.Calls;
using SystemUser.AspNetCore.Diagnostics.Internal;

namespace SystemUser.AspNetCore.Decisions.Internal.Batches;

/// <summary>Carries out many flights with as few calls as may be: multi-requests of one resource each, several at once.</summary>
/// <remarks>
/// One bad question makes Altinn answer a whole multi-request with a single Indeterminate. Such a batch is halved until
/// the bad question stands alone, so that it costs the others nothing but time.
/// </remarks>
internal sealed class DecisionBatches(
    DecisionFlights flights,
    DecisionDesk desk,
    DecisionCaller caller,
    LiveOptions options,
    TimeProvider timeProvider,
    ILogger<DecisionBatches> logger
)
{
    private readonly BatchQuarantine _quarantine = new(timeProvider);

    /// <summary>Carries the flights out; each lands, whatever happens.</summary>
    public async Task FlyAsync(IReadOnlyList<DecisionFlight> batch, DateTimeOffset tokenExpiresAt)
    {
        try
        {
            var current = options.Current.Decisions;
            using var budget = new CancellationTokenSource(current.TotalTimeout, timeProvider);
            var unknown = await FindKnownAsync(batch, tokenExpiresAt);
            await Parallel.ForEachAsync(
                Divide(unknown, current.BatchSize),
                new ParallelOptions { MaxDegreeOfParallelism = current.BatchConcurrency },
                (part, _) => AskWithinAllowanceAsync(part, tokenExpiresAt, budget.Token)
            );
        }
        catch (Exception exception)
        {
            logger.DecisionFailed(batch[0].Question.Right.ToString(), exception.GetType().Name);
        }
        finally
        {
            var none = DecisionAnswer.None(DecisionOutcome.Failed, timeProvider.GetUtcNow());
            foreach (var flight in batch)
            {
                flights.Land(flight, none); // but for those that have landed
            }
        }
    }

    private async ValueTask<List<BatchedFlight>> FindKnownAsync(
        IReadOnlyList<DecisionFlight> batch,
        DateTimeOffset tokenExpiresAt
    )
    {
        var lookups = batch.Select(flight => desk.FindAsync(flight, tokenExpiresAt).AsTask()).ToArray();
        await Task.WhenAll(lookups);
        var unknown = new List<BatchedFlight>(batch.Count);
        for (var i = 0; i < lookups.Length; i++)
        {
            var (answer, generation) = await lookups[i];
            if (answer is { } known)
            {
                flights.Land(batch[i], known);
            }
            else
            {
                unknown.Add(new(batch[i], generation));
            }
        }

        return unknown;
    }

    private IEnumerable<BatchedFlight[]> Divide(List<BatchedFlight> unknown, int batchSize) =>
        unknown
            .GroupBy(member => (member.Flight.Question.PolicyDecisionPoint, member.Flight.Question.Right.Resource))
            .SelectMany(group =>
                group.Chunk(_quarantine.Holds(group.Key.PolicyDecisionPoint, group.Key.Resource) ? 1 : batchSize)
            );

    private ValueTask AskWithinAllowanceAsync(
        BatchedFlight[] part,
        DateTimeOffset tokenExpiresAt,
        CancellationToken budget
    )
    {
        if (caller.Refuse(part[0].Flight.Question.Subject) is { } refusal)
        {
            Land(part, refusal);
            return default;
        }

        return AskAsync(part, tokenExpiresAt, budget);
    }

    private async ValueTask AskAsync(
        ArraySegment<BatchedFlight> part,
        DateTimeOffset tokenExpiresAt,
        CancellationToken budget
    )
    {
        if (part.Count == 1)
        {
            Land(part[0], await caller.AskAsync(part[0].Flight.Question, budget), tokenExpiresAt);
            return;
        }

        var result = await caller.AskManyAsync([.. part.Select(member => member.Flight.Question)], budget);
        if (result.Decisions is { } decisions)
        {
            var undecided = LandDecided(part, decisions, tokenExpiresAt);
            if (undecided.Length > 0)
            {
                await AskInHalvesAsync(undecided, tokenExpiresAt, budget);
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

    private async ValueTask AskInHalvesAsync(
        ArraySegment<BatchedFlight> part,
        DateTimeOffset tokenExpiresAt,
        CancellationToken budget
    )
    {
        var question = part[0].Flight.Question;
        logger.BatchSpoiled(question.Right.Resource.ToString(), part.Count);
        _quarantine.Put(question.PolicyDecisionPoint, question.Right.Resource);
        var half = part.Count / 2;
        if (half > 0)
        {
            await AskAsync(part[..half], tokenExpiresAt, budget);
        }

        await AskAsync(part[half..], tokenExpiresAt, budget);
    }

    private BatchedFlight[] LandDecided(
        ArraySegment<BatchedFlight> part,
        IReadOnlyList<PolicyDecision> decisions,
        DateTimeOffset tokenExpiresAt
    )
    {
        var undecided = new List<BatchedFlight>();
        for (var i = 0; i < part.Count; i++)
        {
            if (decisions[i] is null or { Decision: Decision.Indeterminate })
            {
                undecided.Add(part[i]);
            }
            else
            {
                Land(part[i], caller.Judge(part[i].Flight.Question, decisions[i]), tokenExpiresAt);
            }
        }

        return [.. undecided];
    }

    private void Land(in BatchedFlight member, in DecisionAnswer answer, DateTimeOffset tokenExpiresAt)
    {
        desk.Keep(member.Flight, answer, member.Generation, tokenExpiresAt);
        flights.Land(member.Flight, answer);
    }

    private void Land(ArraySegment<BatchedFlight> part, in DecisionAnswer failure)
    {
        foreach (var member in part)
        {
            flights.Land(member.Flight, failure);
        }
    }
}
