using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Configuration;

namespace SystemUser.AspNetCore.Maskinporten.Internal;

/// <summary>Registers Maskinporten's metadata and keys.</summary>
internal static class MaskinportenServices
{
    public static void Add(IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(MaskinportenMetadataSource)))
        {
            return; // a transport that the app has put in between must stay the last one
        }

        OutboundHttp.Register(services, SystemUserHttpClients.Maskinporten);
        services.AddSingleton(provider => new MetadataClient(
            new OutboundHttp(
                provider.GetRequiredService<IHttpMessageHandlerFactory>(),
                SystemUserHttpClients.Maskinporten
            ),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<MetadataClient>>()
        ));
        services.AddSingleton<MaskinportenMetadataSource>();
        services.TryAddSingleton<IMaskinportenMetadataSource>(provider =>
            provider.GetRequiredService<MaskinportenMetadataSource>()
        );
    }
}
