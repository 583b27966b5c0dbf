namespace SystemUser.AspNetCore.Decisions.Internal;

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
