using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Diagnostics.Internal;

namespace SystemUser.AspNetCore.Maskinporten.Internal;

/// <summary>Registers Maskinporten's metadata and keys.</summary>
internal static class MaskinportenServices
{
    public static void Add(IServiceCollection services)
    {
        OutboundHttp.Register(services, SystemUserHttpClients.Maskinporten);
        services.TryAddSingleton<DependencyStates>();
        services.TryAddSingleton<MetadataClient>();
        services.TryAddSingleton<MaskinportenMetadataSource>();
        services.TryAddSingleton<IMaskinportenMetadataSource>(provider =>
            provider.GetRequiredService<MaskinportenMetadataSource>()
        );
    }
}
