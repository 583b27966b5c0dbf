namespace SystemUser.AspNetCore.Decisions.Internal;

/// <summary>What became of a question: a decision, or why there is none.</summary>
/// <param name="Decision">What the policy decision point answered, an Indeterminate too; <see langword="null"/> if nothing usable. Only with <see cref="DecisionOutcome.Decided"/> does it decide.</param>
/// <param name="Outcome">Whether there is a decision, and if not why.</param>
/// <param name="Source">Where it came from.</param>
/// <param name="DecidedAt">When the policy decision point gave it; the age of a cached decision follows from it.</param>
/// <param name="RetryAfter">How long to wait before asking again, 1 to 30 seconds, when waiting helps.</param>
internal readonly record struct DecisionAnswer(
    PolicyDecision? Decision,
    DecisionOutcome Outcome,
    DecisionSource Source,
    DateTimeOffset DecidedAt,
    TimeSpan? RetryAfter = null
)
{
    private static readonly TimeSpan s_shortestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_usualWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(30);

    /// <summary>Creates an answer without a decision.</summary>
    public static DecisionAnswer None(DecisionOutcome outcome, DateTimeOffset now, TimeSpan? wait = null) =>
        new(
            null,
            outcome,
            DecisionSource.PolicyDecisionPoint,
            now,
            outcome == DecisionOutcome.Failed
                ? null
                : TimeSpan.FromTicks(Math.Clamp((wait ?? s_usualWait).Ticks, s_shortestWait.Ticks, s_longestWait.Ticks))
        );
}
