namespace SystemUser.Sandbox.ResourceRegistry.Internal;

/// <summary>Altinn's resource registry: resources, their policies, and access lists.</summary>
internal static class ResourceRegistryArea
{
    public static IServiceCollection AddSandboxResourceRegistry(this IServiceCollection services)
    {
        services.AddSingleton<ResourceOperations>();
        services.AddSingleton<AccessListOperations>();
        services.AddSingleton<ResourceEndpoints>();
        services.AddSingleton<AccessListEndpoints>();
        services.AddSingleton<PolicySubjectEndpoints>();
        services.AddSingleton<ResourceExportEndpoint>();
        return services;
    }

    public static void MapSandboxResourceRegistry(this IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        services.GetRequiredService<ResourceEndpoints>().Map(endpoints);
        services.GetRequiredService<AccessListEndpoints>().Map(endpoints);
        services.GetRequiredService<PolicySubjectEndpoints>().Map(endpoints);
        services.GetRequiredService<ResourceExportEndpoint>().Map(endpoints);
    }
}
