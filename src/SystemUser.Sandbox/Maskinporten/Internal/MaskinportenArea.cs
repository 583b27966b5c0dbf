using SystemUser.Sandbox.Maskinporten.Internal.Clients;
using SystemUser.Sandbox.Maskinporten.Internal.Grants;
using SystemUser.Sandbox.Maskinporten.Internal.Scopes;
using SystemUser.Sandbox.Wire.Internal;

namespace SystemUser.Sandbox.Maskinporten.Internal;

/// <summary>Maskinporten behind the wire: who its clients are, and what they may have.</summary>
internal static class MaskinportenArea
{
    /// <summary>Adds the world's answers to the token endpoint and the test token generator, and the self-service.</summary>
    public static IServiceCollection AddSandboxMaskinporten(this IServiceCollection services)
    {
        services.AddSingleton<IMaskinportenGrants, WorldGrants>();
        services.AddSingleton<ITestTokenUsers, WorldTestTokenUsers>();
        services.AddSingleton<ClientRegistry>();
        services.AddSingleton<ScopeRegistry>();
        return services;
    }

    /// <summary>Maps the self-service; the token endpoint itself belongs to the wire.</summary>
    public static void MapSandboxMaskinporten(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapClients();
        endpoints.MapScopes();
        endpoints.MapKeyRotation();
    }
}
