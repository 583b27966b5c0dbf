using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Decisions.Internal.Caching;
using SystemUser.AspNetCore.Decisions.Internal.Parties;
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

    /// <summary>Looks in this process once more, for one who landed in between; then in the shared cache.</summary>
    public async ValueTask<DecisionAnswer?> FindAsync(DecisionFlight flight)
    {
        if (memory.TryGet(flight.Question, out var remembered))
        {
            return remembered;
        }

        if (!shared.IsOn)
        {
            return null;
        }

        (var entry, flight.Generation) = await shared.FindAsync(flight.Question);
        if (entry is null || !memory.Adopt(flight, entry))
        {
            return null;
        }

        known.Add(flight.Question.Party);
        return new DecisionAnswer(entry.Decision, DecisionOutcome.Decided, DecisionSource.Distributed, entry.DecidedAt);
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
            _ = shared.PutAsync(flight.Question, decision, generation, answer.DecidedAt, expiry);
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

        var isTold = await shared.ForgetAsync(systemUser, generation);
        if (!isTold && shared.HasLog)
        {
            follower.TellLater(systemUser, generation);
        }

        return isTold && shared.HasLog;
    }
}
