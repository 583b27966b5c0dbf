using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
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
    private const string Replaced = "The app's own, which is not watched.";

    /// <summary>
    /// Adds the checks <c>systemuser-maskinporten</c>, <c>systemuser-altinn</c>, <c>systemuser-token</c>, <c>systemuser-pdp</c> and <c>systemuser-shared</c>, which report
    /// what was last seen of Maskinporten's keys, Altinn's keys (for exchanged tokens), the provider's own token, Altinn's policy decision point and of where hosts share decisions.
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
        if (builder.Services.Any(service => service.ServiceType == typeof(HealthChecksAdded)))
        {
            return builder;
        }

        builder.Services.AddSingleton<HealthChecksAdded>();
        builder.Services.TryAddSingleton<DependencyStates>();
        builder.Services.TryAddSingleton(TimeProvider.System);
        return builder
            .Add(Check("systemuser-maskinporten", states => states.Metadata, _ => null))
            .Add(Check("systemuser-altinn", states => states.ExchangedMetadata, WithoutExchangedTokens))
            .Add(
                Check(
                    "systemuser-token",
                    states => states.OwnToken,
                    services =>
                        IsReplaced<IAltinnTokenProvider>(services) || IsReplaced<IPolicyDecisionPoint>(services)
                            ? Replaced
                            : null
                )
            )
            .Add(
                Check(
                    "systemuser-pdp",
                    states => states.PolicyDecisionPoint,
                    services => IsReplaced<IPolicyDecisionPoint>(services) ? Replaced : null
                )
            )
            .Add(
                Check(
                    "systemuser-shared",
                    states => states.Shared,
                    services =>
                        services.GetService<SharedDecisions>() is { IsOn: true }
                            ? null
                            : "Decisions are not shared between hosts."
                )
            );
    }

    private static string? WithoutExchangedTokens(IServiceProvider services) =>
        services.GetService<LiveOptions>()?.Current.AcceptExchangedTokens == true
            ? null
            : "Not used: 'SystemUser:AcceptExchangedTokens' is off.";

    private static HealthCheckRegistration Check(
        string name,
        Func<DependencyStates, DependencyState> choose,
        Func<IServiceProvider, string?> whyUnwatched
    ) =>
        new(
            name,
            services => new DependencyHealthCheck(
                choose(services.GetRequiredService<DependencyStates>()),
                () => whyUnwatched(services),
                services.GetRequiredService<TimeProvider>()
            ),
            HealthStatus.Degraded,
            tags: null
        );

    private static bool IsReplaced<TService>(IServiceProvider services) =>
        services.GetService<ReplaceableServices>()?.IsReplaced<TService>() == true;
}
