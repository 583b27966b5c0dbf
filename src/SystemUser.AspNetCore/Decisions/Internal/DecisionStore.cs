using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Decisions.Internal.Caching;
using SystemUser.AspNetCore.Decisions.Internal.Sharing;

namespace SystemUser.AspNetCore.Decisions.Internal;

/// <summary>What is remembered of questions: in this process, and between hosts.</summary>
internal sealed class DecisionStore(
    DecisionMemory memory,
    SharedDecisions shared,
    ForgettingFollower follower,
    KnownParties known
)
{
    /// <summary>Gets whether decisions are shared between hosts.</summary>
    public bool IsShared => shared.IsOn;

    /// <summary>Gets the stamp of a question that is put now.</summary>
    public long Stamp => memory.Stamp;

    /// <summary>Tells whether a flight's answer may be given to those who ask now.</summary>
    public bool IsCurrent(DecisionFlight flight) => memory.IsCurrent(flight.Question.Subject, flight.Stamp);

    /// <summary>Looks in this process.</summary>
    public bool TryGet(in DecisionQuestion question, out DecisionAnswer answer) => memory.TryGet(question, out answer);

    /// <summary>Looks in this process once more, for one who landed in between; then where hosts share.</summary>
    public async ValueTask<DecisionAnswer?> FindAsync(DecisionFlight flight) =>
        memory.TryGet(flight.Question, out var remembered) ? remembered
        : shared.IsOn ? (await FindSharedAsync([flight]))[0]
        : null;

    /// <summary>Looks for many: what is not in this process is looked for at once.</summary>
    public async ValueTask<DecisionAnswer?[]> FindAsync(IReadOnlyList<DecisionFlight> flights)
    {
        var answers = new DecisionAnswer?[flights.Count];
        var unknown = new List<int>(flights.Count);
        for (var i = 0; i < answers.Length; i++)
        {
            if (memory.TryGet(flights[i].Question, out var remembered))
            {
                answers[i] = remembered;
            }
            else
            {
                unknown.Add(i);
            }
        }

        if (unknown.Count > 0 && shared.IsOn)
        {
            var found = await FindSharedAsync(unknown.ConvertAll(i => flights[i]));
            for (var i = 0; i < found.Length; i++)
            {
                answers[unknown[i]] = found[i];
            }
        }

        return answers;
    }

    /// <summary>Keeps a decision, for other hosts too; here alone, that a party is unknown; and nothing else.</summary>
    public void Keep(DecisionFlight flight, in DecisionAnswer answer)
    {
        if (answer is not { Outcome: DecisionOutcome.Decided or DecisionOutcome.PartyUnknown, Decision: { } decision })
        {
            return;
        }

        var expiry = memory.Remember(flight, decision, answer.DecidedAt);
        if (answer.Outcome == DecisionOutcome.PartyUnknown)
        {
            return;
        }

        known.Add(flight.Question.Party);
        if (flight.Generation is { } generation && shared.IsOn && IsCurrent(flight))
        {
            shared.Put(flight.Question, decision, generation, answer.DecidedAt, expiry);
        }
    }

    /// <summary>Forgets a system user: here before anything is awaited, then where hosts share.</summary>
    /// <returns>Whether every host hears of it.</returns>
    public async ValueTask<bool> ForgetAsync(SystemUserId systemUser)
    {
        var generation = memory.Forget(systemUser);
        if (!shared.IsOn)
        {
            return false;
        }

        if (shared.HasLog)
        {
            return await follower.TellAsync(systemUser, generation);
        }

        await shared.ForgetAsync(systemUser, generation);
        return false;
    }

    private async ValueTask<DecisionAnswer?[]> FindSharedAsync(List<DecisionFlight> flights)
    {
        var answers = new DecisionAnswer?[flights.Count];
        var found = await shared.FindAsync([.. flights.Select(flight => flight.Question)]);
        for (var i = 0; i < found?.Count; i++)
        {
            var (entry, generation, _) = found[i];
            flights[i].Generation = generation;
            if (entry is not null && memory.Adopt(flights[i], entry))
            {
                known.Add(flights[i].Question.Party);
                answers[i] = new(entry.Decision, DecisionOutcome.Decided, DecisionSource.Distributed, entry.DecidedAt);
            }
        }

        return answers;
    }
}
