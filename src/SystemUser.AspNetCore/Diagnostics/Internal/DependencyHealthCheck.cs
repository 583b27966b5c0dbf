using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SystemUser.AspNetCore.Diagnostics.Internal;

/// <summary>Reports what was last seen of a service; asks nothing itself, and is at worst Degraded.</summary>
/// <param name="state">What was last seen.</param>
/// <param name="whyUnwatched">Why nothing may ever be seen, though all is well; <see langword="null"/> if there is no reason.</param>
/// <param name="timeProvider">The clock.</param>
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
