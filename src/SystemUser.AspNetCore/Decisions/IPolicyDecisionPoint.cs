using SystemUser.AspNetCore.Outbound;

namespace SystemUser.AspNetCore.Decisions;

/// <summary>Answers whether a system user holds a right. Register your own to replace Altinn's; cache, batching and budgets stay in front of it.</summary>
public interface IPolicyDecisionPoint
{
    /// <summary>Answers one question.</summary>
    /// <exception cref="OutboundException">No usable answer came, such as a <see cref="PolicyDecisionPointException"/>; callers are answered 503.</exception>
    ValueTask<PolicyDecision> DecideAsync(DecisionQuestion question, CancellationToken cancellationToken);

    /// <summary>Answers several questions, one answer each and in their order. Asks one after the other unless overridden.</summary>
    /// <exception cref="OutboundException">No usable answer came, such as a <see cref="PolicyDecisionPointException"/>; callers are answered 503.</exception>
    async ValueTask<IReadOnlyList<PolicyDecision>> DecideManyAsync(
        IReadOnlyList<DecisionQuestion> questions,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(questions);
        var decisions = new PolicyDecision[questions.Count];
        for (var i = 0; i < decisions.Length; i++)
        {
            decisions[i] = await DecideAsync(questions[i], cancellationToken);
        }

        return decisions;
    }
}
