using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SystemUser.AspNetCore.Diagnostics.Internal;

/// <summary>What was last seen of one service that the package depends on: read by the health checks, which make no call of their own.</summary>
internal sealed class DependencyState
{
    private Sighting? _last;

    /// <summary>Gets the last sighting; <see langword="null"/> before the first.</summary>
    public Sighting? Last => Volatile.Read(ref _last);

    /// <summary>The service answered as it should.</summary>
    public void Succeeded(DateTimeOffset at)
    {
        // Nearly every call succeeds: a second's accuracy is enough, and allocates once a second.
        if (Last is not { Fault: null } last || at - last.At >= TimeSpan.FromSeconds(1))
        {
            Volatile.Write(ref _last, new Sighting(at, null));
        }
    }

    /// <summary>The service did not, for a reason that is safe to show.</summary>
    public void Failed(DateTimeOffset at, string fault) => Volatile.Write(ref _last, new Sighting(at, fault));

    /// <summary>One sighting.</summary>
    /// <param name="At">When it was.</param>
    /// <param name="Fault">What was wrong, in a few words; <see langword="null"/> if all was well.</param>
    internal sealed record Sighting(DateTimeOffset At, string? Fault);
}

/// <summary>What was last seen of the services that the package depends on.</summary>
internal sealed class DependencyStates
{
    /// <summary>Gets Altinn's policy decision point.</summary>
    public DependencyState PolicyDecisionPoint { get; } = new();

    /// <summary>Gets the provider's own token: Maskinporten's grant and Altinn's exchange.</summary>
    public DependencyState OwnToken { get; } = new();

    /// <summary>Gets Maskinporten's metadata and keys.</summary>
    public DependencyState Metadata { get; } = new();

    /// <summary>Gets Altinn's metadata and keys, where exchanged tokens are accepted.</summary>
    public DependencyState ExchangedMetadata { get; } = new();

    /// <summary>Gets where hosts share decisions.</summary>
    public DependencyState Shared { get; } = new();
}

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
