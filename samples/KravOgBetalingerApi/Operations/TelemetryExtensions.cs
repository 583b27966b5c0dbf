using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using SystemUser.AspNetCore.Diagnostics;

namespace KravOgBetalingerApi.Operations;

/// <summary>Traces and metrics of the API, of what it calls, and of its authorization.</summary>
internal static class TelemetryExtensions
{
    /// <summary>Adds OpenTelemetry, which sends over OTLP, if <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where to.</summary>
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            return;
        }

        builder
            .Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("krav-og-betalinger-api"))
            .WithTracing(tracing =>
                tracing
                    .AddAspNetCoreInstrumentation()
                    .AddHttpClientInstrumentation()
                    .AddNpgsql()
                    .AddSource(SystemUserDiagnostics.ActivitySourceName)
            )
            .WithMetrics(metrics =>
                metrics
                    .AddAspNetCoreInstrumentation()
                    .AddHttpClientInstrumentation()
                    .AddRuntimeInstrumentation()
                    .AddNpgsqlInstrumentation()
                    .AddMeter(SystemUserDiagnostics.MeterName)
            )
            .UseOtlpExporter();
    }
}
