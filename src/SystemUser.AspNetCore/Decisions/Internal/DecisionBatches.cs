using System.Collections.Concurrent;
using System.Numerics;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Claims;
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

/// <summary>The search of one part of a batch for the questions that spoil it, and when to give it up.</summary>
/// <remarks>
/// One bad question spoils the answers on the way from the whole part down to it: one more than the part can be halved.
/// When more are spoiled than two bad questions account for, the fault is likelier the policy decision point's own, and
/// to go on would ask twice as often as there are questions. What led to an organization that Altinn does not know was
/// well spent, and is not counted.
/// </remarks>
internal sealed class BatchSearch(BatchGroup group, int questions)
{
    private readonly int _most = 2 * (BitOperations.Log2((uint)questions) + 2);
    private int _spoiled;

    public BatchGroup Group { get; } = group;

    public bool IsGivenUp => _spoiled >= _most || Group.IsHopeless;

    public void Decided() => Group.Decided();

    /// <summary>Begins the count anew, after a question that was to be found.</summary>
    public void Found() => _spoiled = 0;

    /// <summary>Counts an answer that could not be used.</summary>
    /// <returns>Whether the search is given up over it.</returns>
    public bool Spoiled()
    {
        if (++_spoiled != _most)
        {
            return false;
        }

        Group.GivenUp();
        return true;
    }
}

/// <summary>What the parts of a batch that ask about one resource, several at once, know of each other.</summary>
internal sealed class BatchGroup
{
    private volatile bool _isAnyDecided;
    private volatile bool _isAnyGivenUp;

    /// <summary>Gets whether a part was given up while no other could be decided either, so that the fault is no question's.</summary>
    public bool IsHopeless => _isAnyGivenUp && !_isAnyDecided;

    /// <summary>Gets the questions that were set aside until all others are answered.</summary>
    public ConcurrentQueue<Suspect> Suspects { get; } = new();

    public void Decided() => _isAnyDecided = true;

    public void GivenUp() => _isAnyGivenUp = true;
}

/// <summary>The resources that spoiled a batch, and stay out of batches for a minute.</summary>
internal sealed class BatchQuarantine(TimeProvider timeProvider)
{
    private static readonly TimeSpan s_duration = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(string PolicyDecisionPoint, ResourceId Resource), long> _since = new();
    private readonly Sweep _sweep = new();

    /// <summary>Gets how many are kept, also of those whose minute is over.</summary>
    public int Count => _since.Count;

    public bool Holds(in DecisionQuestion question) =>
        _since.TryGetValue(Key(question), out var since) && !IsOver(since);

    public void Put(in DecisionQuestion question)
    {
        _since[Key(question)] = timeProvider.GetTimestamp();
        _sweep.Run(_since, IsOver);
    }

    private static (string, ResourceId) Key(in DecisionQuestion question) =>
        (question.PolicyDecisionPoint, question.Right.Resource);

    private bool IsOver(long since) => timeProvider.GetElapsedTime(since) >= s_duration;
}
