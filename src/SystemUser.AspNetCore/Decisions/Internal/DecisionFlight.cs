namespace SystemUser.AspNetCore.Decisions.Internal;

/// <summary>A question under way, and the answer that all who ask it at the same moment wait for.</summary>
internal sealed class DecisionFlight(DecisionQuestion question, long stamp)
    : TaskCompletionSource<DecisionAnswer>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public DecisionQuestion Question { get; } = question;

    /// <summary>Gets when the question was put, on the counter of the forgotten system users.</summary>
    public long Stamp { get; } = stamp;
}
