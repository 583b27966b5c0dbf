using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Decisions.Internal.Caching;
using SystemUser.AspNetCore.Decisions.Internal.Parties;
using SystemUser.AspNetCore.Decisions.Internal.Sharing;

namespace SystemUser.AspNetCore.Decisions.Internal;

/// <summary>What is known of a question before it is asked, and what is kept of its answer: in this process, and between hosts.</summary>
internal sealed class DecisionDesk(DecisionMemory memory, SharedDecisions shared, KnownParties known)
{
    /// <summary>Looks in the memory once more, for one who landed in between; then in the shared cache.</summary>
    /// <returns>The answer, if it is known; and the generation to keep a new one under.</returns>
    public async ValueTask<(DecisionAnswer? Answer, Guid? Generation)> FindAsync(
        DecisionFlight flight,
        DateTimeOffset tokenExpiresAt
    )
    {
        if (memory.TryGet(flight.Question, out var remembered))
        {
            return (remembered, null);
        }

        if (!shared.IsOn)
        {
            return default;
        }

        var (entry, generation) = await shared.FindAsync(flight.Question);
        if (entry is null || !memory.Adopt(flight, entry, tokenExpiresAt))
        {
            return (null, generation);
        }

        known.Add(flight.Question.Party);
        return (
            new DecisionAnswer(entry.Decision, DecisionOutcome.Decided, DecisionSource.Distributed, entry.DecidedAt),
            generation
        );
    }

    /// <summary>Keeps a decision, for other hosts too; here alone, that a party is unknown; and nothing else.</summary>
    public void Keep(DecisionFlight flight, in DecisionAnswer answer, Guid? generation, DateTimeOffset tokenExpiresAt)
    {
        if (answer is not { Outcome: DecisionOutcome.Decided or DecisionOutcome.PartyUnknown, Decision: { } decision })
        {
            return;
        }

        var expiry = memory.Remember(flight, decision, answer.DecidedAt, tokenExpiresAt);
        if (answer.Outcome == DecisionOutcome.PartyUnknown)
        {
            return;
        }

        known.Add(flight.Question.Party);
        if (generation is { } current && shared.IsOn && memory.IsCurrent(flight.Question.Subject, flight.Stamp))
        {
            _ = shared.PutAsync(flight.Question, decision, current, answer.DecidedAt, expiry);
        }
    }

    /// <summary>Forgets a system user: here before anything is awaited, then in the shared cache.</summary>
    public ValueTask ForgetAsync(SystemUserId systemUser)
    {
        var generation = memory.Forget(systemUser);
        return shared.IsOn ? shared.ForgetAsync(systemUser, generation) : default;
    }
}
