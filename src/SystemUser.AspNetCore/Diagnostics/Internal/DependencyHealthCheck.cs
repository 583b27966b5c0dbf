using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SystemUser.AspNetCore.Diagnostics.Internal;

/// <summary>Reports what was last seen of a service; asks nothing itself, and is at worst Degraded.</summary>
/// <remarks>A red check at every instance would turn Altinn's outage into the app's own.</remarks>
internal sealed class DependencyHealthCheck(DependencyState state, bool isReplaced, TimeProvider timeProvider)
    : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    ) => Task.FromResult(Report());

    private HealthCheckResult Report()
    {
        if (state.Last is not { } last)
        {
            return isReplaced
                ? HealthCheckResult.Healthy("The app's own, which is not watched.")
                : HealthCheckResult.Degraded("It has not answered yet.");
        }

        var ago = $"{(int)(timeProvider.GetUtcNow() - last.At).TotalSeconds} s ago";
        return last.Fault is null
            ? HealthCheckResult.Healthy($"Answered {ago}.")
            : HealthCheckResult.Degraded($"{last.Fault} ({ago})");
    }
}
