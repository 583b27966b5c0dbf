namespace SystemUser.AspNetCore.Decisions.Internal;

/// <summary>What became of a question: a decision, or why there is none.</summary>
/// <param name="Decision">The answer; <see langword="null"/> when <paramref name="Outcome"/> is not <see cref="DecisionOutcome.Decided"/>.</param>
/// <param name="Outcome">Whether there is a decision, and if not why.</param>
/// <param name="Source">Where it came from.</param>
/// <param name="DecidedAt">When the policy decision point gave it; the age of a cached decision follows from it.</param>
/// <param name="RetryAfter">How long to wait before asking again, when that is known.</param>
internal readonly record struct DecisionAnswer(
    PolicyDecision? Decision,
    DecisionOutcome Outcome,
    DecisionSource Source,
    DateTimeOffset DecidedAt,
    TimeSpan? RetryAfter = null
);
