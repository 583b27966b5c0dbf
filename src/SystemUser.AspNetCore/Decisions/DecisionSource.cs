namespace SystemUser.AspNetCore.Decisions;

/// <summary>Where a decision came from.</summary>
public enum DecisionSource
{
    /// <summary>Asked of the policy decision point for this request.</summary>
    PolicyDecisionPoint = 0,

    /// <summary>Known in this process.</summary>
    Cache,

    /// <summary>Asked by another request at the same moment.</summary>
    Coalesced,

    /// <summary>Known to another host of the app's, which shared it.</summary>
    Distributed,
}
