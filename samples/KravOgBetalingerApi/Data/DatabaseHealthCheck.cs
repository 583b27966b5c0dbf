using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace KravOgBetalingerApi.Data;

/// <summary>Ready when the schema is there and the database answers.</summary>
internal sealed class DatabaseHealthCheck(KravOgBetalingerContext context, DatabaseSetup setup) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext healthCheckContext,
        CancellationToken cancellationToken = default
    ) =>
        setup.IsDone && await context.Database.CanConnectAsync(cancellationToken)
            ? HealthCheckResult.Healthy()
            : new(healthCheckContext.Registration.FailureStatus);
}
