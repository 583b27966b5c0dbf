namespace SystemUser.AspNetCore.Decisions.Internal;

/// <summary>What became of a question: a decision, or why there is none.</summary>
/// <param name="Decision">What the policy decision point answered, an Indeterminate too; <see langword="null"/> if nothing usable. Only with <see cref="DecisionOutcome.Decided"/> does it decide.</param>
/// <param name="Outcome">Whether there is a decision, and if not why.</param>
/// <param name="Source">Where it came from.</param>
/// <param name="DecidedAt">When the policy decision point gave it; the age of a cached decision follows from it.</param>
/// <param name="RetryAfter">How long to wait before asking again, if that is known.</param>
internal readonly record struct DecisionAnswer(
    PolicyDecision? Decision,
    DecisionOutcome Outcome,
    DecisionSource Source,
    DateTimeOffset DecidedAt,
    TimeSpan? RetryAfter = null
)
{
    /// <summary>Creates an answer without a decision.</summary>
    public static DecisionAnswer None(DecisionOutcome outcome, DateTimeOffset now, TimeSpan? retryAfter = null) =>
        new(null, outcome, DecisionSource.PolicyDecisionPoint, now, retryAfter);
}

/// <summary>Whether a question was decided, and if not why.</summary>
internal enum DecisionOutcome
{
    /// <summary>No usable answer, and asking again will not mend it. The default value.</summary>
    Failed = 0,

    /// <summary>Permit, Deny or NotApplicable.</summary>
    Decided,

    /// <summary>The policy decision point could not decide.</summary>
    Indeterminate,

    /// <summary>The policy decision point could not decide, because Altinn does not know the organization.</summary>
    PartyUnknown,

    /// <summary>An outage, a timeout, an open circuit, too many calls in flight.</summary>
    Unavailable,

    /// <summary>The system user asked more uncached questions a minute than it may.</summary>
    TooManyQuestions,
}
