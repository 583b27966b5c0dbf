using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Diagnostics.Internal;
using SystemUser.AspNetCore.Maskinporten;
using SystemUser.AspNetCore.Maskinporten.Internal;

namespace SystemUser.AspNetCore.Altinn.Internal;

/// <summary>Registers the provider's own token and the other calls to Altinn.</summary>
internal static class AltinnServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddLogging();
        services.AddMetrics();
        OutboundHttp.Register(services, SystemUserHttpClients.Maskinporten);
        OutboundHttp.Register(services, SystemUserHttpClients.Altinn);
        services.TryAddSingleton<SystemUserTelemetry>();
        services.TryAddSingleton<DependencyStates>();
        services.TryAddSingleton<IClientAssertionSigner, ClientKeys>();
        services.TryAddSingleton<MaskinportenGrant>();
        services.TryAddSingleton<AltinnTokenExchange>();
        services.TryAddSingleton<IAltinnTokenProvider, AltinnTokenProvider>();
        services.TryAddSingleton<IAuthorizedPartyDirectory, AuthorizedPartyDirectory>();
        services.TryAddSingleton<IResourceRegistry, ResourceRegistry>();
    }
}
