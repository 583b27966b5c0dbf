using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Diagnostics.Internal;

namespace SystemUser.AspNetCore.Decisions.Internal.Batches;

/// <summary>Carries out many flights with as few calls as may be: multi-requests of one resource each, several at once.</summary>
internal sealed class DecisionBatches(
    DecisionFlights flights,
    DecisionDesk desk,
    BatchAsker batchAsker,
    BatchQuarantine quarantine,
    LiveOptions options,
    TimeProvider timeProvider,
    ILogger<DecisionBatches> logger
)
{
    /// <summary>Carries the flights out; each lands, whatever happens.</summary>
    public async Task FlyAsync(IReadOnlyList<DecisionFlight> batch, Asker asker)
    {
        try
        {
            var current = options.Current.Decisions;
            using var budget = new CancellationTokenSource(current.TotalTimeout, timeProvider);
            var unknown = await FindKnownAsync(batch, asker);
            var groups = Group(unknown);
            await Parallel.ForEachAsync(
                groups.SelectMany(group => Divide(group.Members, group.Known, current.BatchSize)),
                new ParallelOptions { MaxDegreeOfParallelism = current.BatchConcurrency },
                async (part, _) => await batchAsker.AskAsync(part, asker, budget.Token)
            );
            foreach (var group in groups)
            {
                await batchAsker.LandSuspectsAsync(group.Known, asker, budget.Token);
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

    private async ValueTask<List<BatchedFlight>> FindKnownAsync(IReadOnlyList<DecisionFlight> batch, Asker asker)
    {
        var lookups = batch.Select(flight => desk.FindAsync(flight, asker.TokenExpiresAt).AsTask()).ToArray();
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

    private static List<(BatchedFlight[] Members, BatchGroup Known)> Group(List<BatchedFlight> unknown) =>
        [
            .. unknown
                .GroupBy(member => (member.Flight.Question.PolicyDecisionPoint, member.Flight.Question.Right.Resource))
                .Select(asked => (asked.ToArray(), new BatchGroup())),
        ];

    private IEnumerable<BatchPart> Divide(BatchedFlight[] members, BatchGroup group, int batchSize) =>
        members
            .Chunk(quarantine.Holds(members[0].Flight.Question) ? 1 : batchSize)
            .Select(chunk => new BatchPart(chunk, new BadQuestionSearch(group, chunk.Length)));
}
