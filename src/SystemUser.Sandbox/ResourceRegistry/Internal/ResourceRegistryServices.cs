namespace SystemUser.Sandbox.ResourceRegistry.Internal;

/// <summary>Altinn's resource registry: resources, their policies, and access lists.</summary>
internal static class ResourceRegistryServices
{
    public static IServiceCollection AddSandboxResourceRegistry(this IServiceCollection services)
    {
        services.AddSingleton<ResourceOperations>();
        services.AddSingleton<AccessListOperations>();
        return services;
    }

    public static void MapSandboxResourceRegistry(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapResources();
        endpoints.MapAccessLists();
    }
}
