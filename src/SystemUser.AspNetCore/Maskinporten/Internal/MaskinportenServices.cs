using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Diagnostics.Internal;
using SystemUser.AspNetCore.Outbound.Internal;

namespace SystemUser.AspNetCore.Maskinporten.Internal;

/// <summary>Registers Maskinporten's metadata and keys, and the provider's own grant.</summary>
internal static class MaskinportenServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddLogging();
        services.AddMetrics();
        OutboundClient.Register(
            services,
            SystemUserHttpClients.Maskinporten,
            inner: static provider => new ClientAssertionHandler(provider.GetRequiredService<TimeProvider>())
        );
        services.TryAddSingleton<SystemUserTelemetry>();
        services.TryAddSingleton<DependencyStates>();
        services.TryAddSingleton(provider => MetadataClientOf(provider, SystemUserHttpClients.Maskinporten));
        services.TryAddSingleton<MaskinportenMetadataSource>();
        services.TryAddSingleton<IMaskinportenMetadataSource>(provider =>
            provider.GetRequiredService<MaskinportenMetadataSource>()
        );
        services.TryAddSingleton<IClientAssertionSigner, ClientKeys>();
        services.TryAddSingleton<MaskinportenGrant>();
    }

    /// <summary>Makes what fetches metadata through one of the package's HTTP clients.</summary>
    public static MetadataClient MetadataClientOf(IServiceProvider provider, string httpClient) =>
        ActivatorUtilities.CreateInstance<MetadataClient>(
            provider,
            provider.GetRequiredKeyedService<OutboundClient>(httpClient)
        );
}
