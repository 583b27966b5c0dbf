using System.Threading.RateLimiting;
using KravOgBetalingerApi.Errors;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

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
        builder.Services.AddVendorRateLimit();
        builder.AddTelemetry();
        return builder;
    }

    private static void AddVendorRateLimit(this IServiceCollection services)
    {
        services
            .AddOptions<VendorRateLimit>()
            .BindConfiguration("RateLimit")
            .Validate(
                limit => limit is { RequestsPerSecond: >= 1, Burst: >= 1 },
                "'RateLimit:RequestsPerSecond' and 'RateLimit:Burst' must be whole numbers of at least 1."
            )
            .ValidateOnStart();
        services
            .AddOptions<RateLimiterOptions>()
            .Configure<IOptions<VendorRateLimit>>((options, limit) => options.GlobalLimiter = PerVendor(limit.Value));
        services.AddRateLimiter(options =>
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
            }
        );
    }

    private static PartitionedRateLimiter<HttpContext> PerVendor(VendorRateLimit limit) =>
        PartitionedRateLimiter.Create<HttpContext, string>(context =>
            context.GetMaskinportenCaller() is { } caller
                ? RateLimitPartition.GetTokenBucketLimiter(
                    caller.Consumer.Id,
                    _ =>
                        new()
                        {
                            TokenLimit = limit.Burst,
                            TokensPerPeriod = limit.RequestsPerSecond,
                            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                        }
                )
                : RateLimitPartition.GetNoLimiter(string.Empty)
        );
}

/// <summary>How much one vendor may ask of one instance: the section <c>RateLimit</c>.</summary>
internal sealed class VendorRateLimit
{
    /// <summary>Gets or sets the requests per second in the long run. Defaults to 1000.</summary>
    public int RequestsPerSecond { get; set; } = 1000;

    /// <summary>Gets or sets how many requests may come at once. Defaults to 60 000.</summary>
    public int Burst { get; set; } = 60_000;
}
