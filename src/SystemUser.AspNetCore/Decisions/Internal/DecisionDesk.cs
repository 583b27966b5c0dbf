using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Decisions.Internal.Caching;
using SystemUser.AspNetCore.Decisions.Internal.Sharing;

namespace SystemUser.AspNetCore.Decisions.Internal;

/// <summary>What is known of a question before it is asked, and what is kept of its answer: in this process, and between hosts.</summary>
internal sealed class DecisionDesk(DecisionMemory memory, SharedDecisions shared)
{
    /// <summary>Looks in the memory once more, for one who landed in between; then in the shared cache.</summary>
    /// <returns>The answer, if it is known; and the generation to keep a new one under.</returns>
    public async ValueTask<(DecisionAnswer? Answer, Guid? Generation)> FindAsync(
        DecisionFlight flight,
        DateTimeOffset tokenExpiresAt
    )
    {
        if (memory.TryGet(flight.Question, out var known))
        {
            return (known, null);
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

        return (
            new DecisionAnswer(entry.Decision, DecisionOutcome.Decided, DecisionSource.Distributed, entry.DecidedAt),
            generation
        );
    }

    /// <summary>Keeps a decision; anything else is not kept.</summary>
    public void Keep(DecisionFlight flight, in DecisionAnswer answer, Guid? generation, DateTimeOffset tokenExpiresAt)
    {
        if (answer.Decision is not { } decision)
        {
            return;
        }

        var expiry = memory.Remember(flight, decision, answer.DecidedAt, tokenExpiresAt);
        if (generation is { } current && shared.IsOn)
        {
            _ = shared.PutAsync(flight.Question, decision, current, answer.DecidedAt, expiry);
        }
    }

    public ValueTask ForgetAsync(SystemUserId systemUser)
    {
        memory.Forget(systemUser);
        return shared.IsOn ? shared.ForgetAsync(systemUser) : default;
    }
}
