using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using SystemUser.AspNetCore.Diagnostics;

namespace KravOgBetalingerApi.Operations;

/// <summary>Sends traces and metrics over OTLP for as long as the app runs; <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> and its like say where.</summary>
internal sealed class Telemetry(IConfiguration configuration) : IHostedService
{
    private OpenTelemetrySdk? _sdk;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _sdk = OpenTelemetrySdk.Create(telemetry =>
        {
            telemetry.Services.AddSingleton(configuration);
            telemetry
                .ConfigureResource(resource => resource.AddService("krav-og-betalinger-api"))
                .WithTracing(tracing =>
                    tracing.AddSource(
                        "Microsoft.AspNetCore",
                        "System.Net.Http",
                        "Npgsql",
                        SystemUserDiagnostics.ActivitySourceName
                    )
                )
                .WithMetrics(metrics =>
                    metrics.AddMeter(
                        "Microsoft.AspNetCore.Hosting",
                        "Microsoft.AspNetCore.Server.Kestrel",
                        "System.Net.Http",
                        "Npgsql",
                        SystemUserDiagnostics.MeterName
                    )
                )
                .UseOtlpExporter();
        });
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _sdk?.Dispose();
        return Task.CompletedTask;
    }
}
