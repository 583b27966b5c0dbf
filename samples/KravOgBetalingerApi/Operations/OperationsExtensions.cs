using System.Threading.RateLimiting;
using KravOgBetalingerApi.Errors;

namespace KravOgBetalingerApi.Operations;

/// <summary>What the API needs in operation: telemetry, limits and a calm end.</summary>
internal static class OperationsExtensions
{
    private static readonly TimeSpan s_shutdown = TimeSpan.FromSeconds(15);

    /// <summary>Adds health checks, rate limits per vendor, telemetry if an OTLP endpoint is configured, and time to finish requests at the end.</summary>
    public static WebApplicationBuilder AddOperations(this WebApplicationBuilder builder)
    {
        builder.Services.AddHealthChecks();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = s_shutdown);
        builder.Services.AddVendorRateLimit(builder.Configuration);
        if (!string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            builder.Services.AddHostedService<Telemetry>();
        }

        return builder;
    }

    private static void AddVendorRateLimit(this IServiceCollection services, IConfiguration configuration)
    {
        var perSecond = configuration.GetValue("RateLimit:RequestsPerSecond", 1000);
        var burst = configuration.GetValue("RateLimit:Burst", 60_000);
        services.AddRateLimiter(options =>
        {
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
                context.GetMaskinportenCaller() is { } caller
                    ? RateLimitPartition.GetTokenBucketLimiter(
                        caller.Consumer.Id,
                        _ =>
                            new()
                            {
                                TokenLimit = burst,
                                TokensPerPeriod = perSecond,
                                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                            }
                    )
                    : RateLimitPartition.GetNoLimiter(string.Empty)
            );
            options.OnRejected = static async (rejected, cancellationToken) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter = RetryAfter.Seconds(
                    rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : null
                );
                var (kode, melding) = Feilmeldinger.Of(StatusCodes.Status429TooManyRequests);
                await rejected.HttpContext.WriteFeilAsync(
                    StatusCodes.Status429TooManyRequests,
                    kode,
                    melding,
                    cancellationToken
                );
            };
        });
    }
}
