using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Diagnostics.Internal;

namespace SystemUser.AspNetCore.Decisions.Internal.Batches;

/// <summary>Carries out many flights with as few calls as may be: multi-requests of one resource each, several at once.</summary>
internal sealed class DecisionBatches(
    DecisionFlights flights,
    DecisionStore store,
    BatchAsker batchAsker,
    BatchQuarantine quarantine,
    LiveOptions options,
    TimeProvider timeProvider,
    ILogger<DecisionBatches> logger
)
{
    /// <summary>Carries the flights out; each lands, whatever happens.</summary>
    public async Task FlyAsync(IReadOnlyList<DecisionFlight> batch)
    {
        try
        {
            var current = options.Current.Decisions;
            using var budget = new CancellationTokenSource(current.TotalTimeout, timeProvider);
            var unknown = await FindKnownAsync(batch);
            var groups = Group(unknown);
            await Parallel.ForEachAsync(
                groups.SelectMany(group => Divide(group.Flights, group.Known, current.BatchSize)),
                new ParallelOptions { MaxDegreeOfParallelism = current.BatchConcurrency },
                async (part, _) => await batchAsker.AskAsync(part, budget.Token)
            );
            foreach (var group in groups)
            {
                await batchAsker.LandSuspectsAsync(group.Known, budget.Token);
            }
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

    private async ValueTask<List<DecisionFlight>> FindKnownAsync(IReadOnlyList<DecisionFlight> batch)
    {
        var found = await store.FindAsync(batch);
        var unknown = new List<DecisionFlight>(batch.Count);
        for (var i = 0; i < found.Length; i++)
        {
            if (found[i] is { } known)
            {
                flights.Land(batch[i], known);
            }
            else
            {
                unknown.Add(batch[i]);
            }
        }

        return unknown;
    }

    private static List<(DecisionFlight[] Flights, BatchGroup Known)> Group(List<DecisionFlight> unknown) =>
        [
            .. unknown
                .GroupBy(flight => (flight.Question.PolicyDecisionPoint, flight.Question.Right.Resource))
                .Select(asked => (asked.ToArray(), new BatchGroup())),
        ];

    private IEnumerable<BatchPart> Divide(DecisionFlight[] flights, BatchGroup group, int batchSize) =>
        flights
            .Chunk(quarantine.Holds(flights[0].Question) ? 1 : batchSize)
            .Select(chunk => new BatchPart(chunk, new BatchSearch(group, chunk.Length)));
}
