using SystemUser.AspNetCore.Decisions;

namespace SystemUser.AspNetCore.Tests.Support;

/// <summary>A policy decision point of the app's own, as a function.</summary>
internal sealed class StubPdp(Func<DecisionQuestion, CancellationToken, Task<PolicyDecision>> decide)
    : IPolicyDecisionPoint
{
    private int _calls;

    public int Calls => Volatile.Read(ref _calls);

    public async ValueTask<PolicyDecision> DecideAsync(DecisionQuestion question, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        return await decide(question, cancellationToken);
    }
}
