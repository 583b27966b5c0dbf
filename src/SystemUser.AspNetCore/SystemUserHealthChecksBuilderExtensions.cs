using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using SystemUser.AspNetCore.Altinn;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Decisions.Internal.Sharing;
using SystemUser.AspNetCore.Diagnostics.Internal;
using SystemUser.AspNetCore.Start.Internal;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Health checks of what system-user authorization depends on.</summary>
public static class SystemUserHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds the checks <c>systemuser-maskinporten</c>, <c>systemuser-token</c> and <c>systemuser-pdp</c>, which report what was last seen of
    /// Maskinporten's keys, the provider's own token and Altinn's policy decision point; <c>systemuser-altinn</c>, where exchanged tokens are accepted, for Altinn's
    /// keys; and <c>systemuser-shared</c>, where hosts share decisions.
    /// </summary>
    /// <remarks>
    /// This extension can be safely called multiple times. The checks make no call, are Healthy only after a first success, at worst Degraded, and carry no tag:
    /// do not tag them for readiness or liveness, or Altinn's outage becomes the app's.
    /// </remarks>
    /// <param name="builder">The app's health checks.</param>
    /// <returns>A reference to <paramref name="builder"/> after the operation has completed.</returns>
    public static IHealthChecksBuilder AddSystemUser(this IHealthChecksBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.Services.Any(service => service.ServiceType == typeof(Added)))
        {
            return builder;
        }

        builder.Services.AddSingleton<Added>();
        builder.Services.TryAddSingleton<DependencyStates>();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IConfigureOptions<HealthCheckServiceOptions>>(
            services => new ConfigureOptions<HealthCheckServiceOptions>(options => AddWhatIsUsed(options, services))
        );
        return builder
            .Add(Check("systemuser-maskinporten", states => states.Metadata, _ => false))
            .Add(
                Check(
                    "systemuser-token",
                    states => states.OwnToken,
                    services =>
                        services.IsReplaced<IAltinnTokenProvider>() || services.IsReplaced<IPolicyDecisionPoint>()
                )
            )
            .Add(
                Check(
                    "systemuser-pdp",
                    states => states.PolicyDecisionPoint,
                    services => services.IsReplaced<IPolicyDecisionPoint>()
                )
            );
    }

    /// <summary>Only when all is registered and configured can it be told what is used.</summary>
    private static void AddWhatIsUsed(HealthCheckServiceOptions options, IServiceProvider services)
    {
        if (services.GetService<LiveOptions>() is { Current.AcceptExchangedTokens: true })
        {
            options.Registrations.Add(Check("systemuser-altinn", states => states.ExchangedMetadata, _ => false));
        }

        if (services.GetService<SharedDecisions>() is { IsOn: true })
        {
            options.Registrations.Add(Check("systemuser-shared", states => states.Shared, _ => false));
        }
    }

    private static HealthCheckRegistration Check(
        string name,
        Func<DependencyStates, DependencyState> choose,
        Predicate<ReplaceableServices> isReplaced
    ) =>
        new(
            name,
            services => new DependencyHealthCheck(
                choose(services.GetRequiredService<DependencyStates>()),
                services.GetService<ReplaceableServices>() is { } replaceable && isReplaced(replaceable),
                services.GetRequiredService<TimeProvider>()
            ),
            HealthStatus.Degraded,
            tags: null
        );

    /// <summary>Marks that the checks are registered, since their names may not be registered twice.</summary>
    private sealed class Added;
}
