namespace SystemUser.AspNetCore.Decisions.Internal;

/// <summary>The words for a decision's source in metrics and spans.</summary>
internal static class DecisionSourceTag
{
    public static string ToTag(this DecisionSource source) =>
        source switch
        {
            DecisionSource.Cache => "cache",
            DecisionSource.Coalesced => "coalesced",
            DecisionSource.Distributed => "distributed",
            _ => "pdp",
        };
}
