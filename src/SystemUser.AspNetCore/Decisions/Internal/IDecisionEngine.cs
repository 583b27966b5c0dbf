using SystemUser.AspNetCore.Claims;

namespace SystemUser.AspNetCore.Decisions.Internal;

/// <summary>A question becomes an answer: from the cache, from a flight under way, or from the policy decision point.</summary>
internal interface IDecisionEngine
{
    /// <summary>Answers one question; never throws but for the caller's own cancellation.</summary>
    /// <param name="question">The question.</param>
    /// <param name="asker">Who asks.</param>
    /// <param name="cancellationToken">The caller's own; others waiting for the same answer are not disturbed.</param>
    ValueTask<DecisionAnswer> DecideAsync(DecisionQuestion question, Asker asker, CancellationToken cancellationToken);

    /// <summary>Gets the answer to a question if it is remembered here; asks nobody.</summary>
    DecisionAnswer? Recall(in DecisionQuestion question);

    /// <summary>Gets the answer to a question if other hosts share it; asks nobody else.</summary>
    ValueTask<DecisionAnswer?> FindSharedAsync(DecisionQuestion question, Asker asker);

    /// <summary>Answers several questions, in their order, with as few calls as the rules allow: those on one resource go together.</summary>
    ValueTask<DecisionAnswer[]> DecideManyAsync(
        IReadOnlyList<DecisionQuestion> questions,
        Asker asker,
        CancellationToken cancellationToken
    );

    /// <summary>Answers several questions, in their order; those on different resources go together too.</summary>
    ValueTask<DecisionAnswer[]> DecideTogetherAsync(
        IReadOnlyList<DecisionQuestion> questions,
        Asker asker,
        CancellationToken cancellationToken
    );

    /// <summary>Forgets what is known of a system user, here and where hosts share; flights under way are not remembered.</summary>
    ValueTask ForgetAsync(SystemUserId systemUser, CancellationToken cancellationToken);
}
