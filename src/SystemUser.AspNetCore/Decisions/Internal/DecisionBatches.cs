using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Diagnostics.Internal;

namespace SystemUser.AspNetCore.Decisions.Internal;

/// <summary>Carries out many flights with as few calls as may be: multi-requests, several at once.</summary>
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
    /// <param name="batch">The flights.</param>
    /// <param name="scope">What one call may ask about.</param>
    public async Task FlyAsync(IReadOnlyList<DecisionFlight> batch, BatchScope scope)
    {
        try
        {
            var current = options.Current.Decisions;
            using var budget = new CancellationTokenSource(current.TotalTimeout, timeProvider);
            var unknown = await FindKnownAsync(batch);
            var groups = Group(unknown, scope);
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

    /// <summary>Puts together what may go in one call. A resource that spoiled a batch stays by itself.</summary>
    private List<(DecisionFlight[] Flights, BatchGroup Known)> Group(List<DecisionFlight> unknown, BatchScope scope) =>
        [
            .. unknown
                .GroupBy(flight =>
                    (
                        flight.Question.PolicyDecisionPoint,
                        scope is BatchScope.All && !quarantine.Holds(flight.Question)
                            ? default
                            : flight.Question.Right.Resource
                    )
                )
                .Select(asked => (asked.ToArray(), new BatchGroup())),
        ];

    private IEnumerable<BatchPart> Divide(DecisionFlight[] flights, BatchGroup group, int batchSize) =>
        flights
            .Chunk(quarantine.Holds(flights[0].Question) ? 1 : batchSize)
            .Select(chunk => new BatchPart(chunk, new BatchSearch(group, chunk.Length)));
}

/// <summary>What one call may ask about.</summary>
internal enum BatchScope
{
    /// <summary>One resource, so that a bad one spoils no other's answers.</summary>
    Resource = 0,

    /// <summary>Several resources, of which one right is enough.</summary>
    All,
}
