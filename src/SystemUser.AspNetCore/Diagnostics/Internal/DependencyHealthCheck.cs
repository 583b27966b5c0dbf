using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SystemUser.AspNetCore.Diagnostics.Internal;

/// <summary>Reports what was last seen of a service; asks nothing itself, and is at worst Degraded.</summary>
/// <remarks>A red check at every instance would turn Altinn's outage into the app's own.</remarks>
internal sealed class DependencyHealthCheck(
    DependencyState state,
    Func<string?> whyUnwatched,
    TimeProvider timeProvider
) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    ) => Task.FromResult(Report());

    private HealthCheckResult Report()
    {
        if (state.Last is not { } last)
        {
            return whyUnwatched() is { } reason
                ? HealthCheckResult.Healthy(reason)
                : HealthCheckResult.Degraded("It has not answered yet.");
        }

        var ago = $"{(int)(timeProvider.GetUtcNow() - last.At).TotalSeconds} s ago";
        return last.Fault is null
            ? HealthCheckResult.Healthy($"Answered {ago}.")
            : HealthCheckResult.Degraded($"{last.Fault} ({ago})");
    }
}
