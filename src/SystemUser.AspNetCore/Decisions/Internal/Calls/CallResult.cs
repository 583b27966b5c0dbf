namespace SystemUser.AspNetCore.Decisions.Internal.Calls;

/// <summary>What came of a call for several questions: a decision each, or why there is none.</summary>
/// <param name="Decisions">One decision for each question; <see langword="null"/> if there is none.</param>
/// <param name="Failure">Why there is none.</param>
/// <param name="MayBeOneQuestion">Whether one of the questions may have spoiled the answer for the others.</param>
internal readonly record struct CallResult(
    IReadOnlyList<PolicyDecision>? Decisions,
    DecisionAnswer Failure,
    bool MayBeOneQuestion
);
