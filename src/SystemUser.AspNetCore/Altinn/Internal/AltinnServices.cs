using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Maskinporten.Internal;
using SystemUser.AspNetCore.Outbound.Internal;

namespace SystemUser.AspNetCore.Altinn.Internal;

/// <summary>Registers the provider's own token and the other calls to Altinn.</summary>
internal static class AltinnServices
{
    public static void Add(IServiceCollection services)
    {
        MaskinportenServices.Add(services);
        OutboundClient.Register(
            services,
            SystemUserHttpClients.Altinn,
            outer: static provider => new OwnTokenHandler(
                provider.GetRequiredService<IAltinnTokenProvider>(),
                provider.GetRequiredService<LiveOptions>()
            )
        );
        services.TryAddKeyedSingleton(
            SystemUserHttpClients.Altinn,
            static (provider, key) => MaskinportenServices.MetadataClientOf(provider, (string)key)
        );
        services.TryAddSingleton<AltinnMetadataSource>();
        services.TryAddSingleton<AltinnTokenExchange>();
        services.TryAddSingleton<IAltinnTokenProvider, AltinnTokenProvider>();
        services.TryAddSingleton<IAuthorizedPartyDirectory, AuthorizedPartyDirectory>();
        services.TryAddSingleton<IResourceRegistry, ResourceRegistry>();
    }
}
