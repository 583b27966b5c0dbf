using System.Collections.Concurrent;
using SystemUser.AspNetCore.Claims;

namespace SystemUser.AspNetCore.Decisions.Internal.Batches;

/// <summary>The resources that spoiled a batch, and stay out of batches for a minute.</summary>
internal sealed class BatchQuarantine(TimeProvider timeProvider)
{
    private static readonly TimeSpan s_duration = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(string PolicyDecisionPoint, ResourceId Resource), long> _since = new();

    public bool Holds(in DecisionQuestion question) =>
        _since.TryGetValue(Key(question), out var since) && timeProvider.GetElapsedTime(since) < s_duration;

    public void Put(in DecisionQuestion question) => _since[Key(question)] = timeProvider.GetTimestamp();

    private static (string, ResourceId) Key(in DecisionQuestion question) =>
        (question.PolicyDecisionPoint, question.Right.Resource);
}
