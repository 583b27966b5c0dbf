using System.Collections.Concurrent;
using SystemUser.AspNetCore.Claims;

namespace SystemUser.AspNetCore.Decisions.Internal.Batches;

/// <summary>The resources that spoiled a batch, and stay out of batches for a minute.</summary>
internal sealed class BatchQuarantine(TimeProvider timeProvider)
{
    private static readonly TimeSpan s_duration = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(string PolicyDecisionPoint, ResourceId Resource), DateTimeOffset> _until =
        new();

    public bool Holds(string policyDecisionPoint, ResourceId resource)
    {
        if (!_until.TryGetValue((policyDecisionPoint, resource), out var until))
        {
            return false;
        }

        var left = until - timeProvider.GetUtcNow();
        return left > TimeSpan.Zero && left <= s_duration; // longer only by a clock since set back
    }

    public void Put(string policyDecisionPoint, ResourceId resource) =>
        _until[(policyDecisionPoint, resource)] = timeProvider.GetUtcNow() + s_duration;
}
