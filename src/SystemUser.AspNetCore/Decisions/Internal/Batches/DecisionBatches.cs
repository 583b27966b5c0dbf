using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Diagnostics.Internal;

namespace SystemUser.AspNetCore.Decisions.Internal.Batches;

/// <summary>Carries out many flights with as few calls as may be: multi-requests of one resource each, several at once.</summary>
internal sealed class DecisionBatches(
    DecisionFlights flights,
    DecisionDesk desk,
    BatchAsker asker,
    BatchQuarantine quarantine,
    LiveOptions options,
    TimeProvider timeProvider,
    ILogger<DecisionBatches> logger
)
{
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
                (part, _) => asker.AskAsync(part, tokenExpiresAt, budget.Token)
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

    private IEnumerable<BatchPart> Divide(List<BatchedFlight> unknown, int batchSize) =>
        unknown
            .GroupBy(member => (member.Flight.Question.PolicyDecisionPoint, member.Flight.Question.Right.Resource))
            .SelectMany(asked =>
            {
                var group = new BatchGroup();
                return asked
                    .Chunk(quarantine.Holds(asked.Key.PolicyDecisionPoint, asked.Key.Resource) ? 1 : batchSize)
                    .Select(members => new BatchPart(members, new BadQuestionSearch(group, members.Length)));
            });
}
