using Microsoft.Extensions.DependencyInjection.Extensions;
using SystemUser.Sandbox.Authentication.Internal.ChangeRequests;
using SystemUser.Sandbox.Authentication.Internal.Requests;
using SystemUser.Sandbox.Authentication.Internal.SystemRegister;
using SystemUser.Sandbox.Authentication.Internal.SystemUsers;
using SystemUser.Sandbox.Authentication.Internal.Vendors;
using SystemUser.Sandbox.Http.Internal;

namespace SystemUser.Sandbox.Authentication.Internal;

/// <summary>Altinn's authentication API for vendors: the system register, requests, change requests and system users.</summary>
internal static class AuthenticationServices
{
    public static IServiceCollection AddSandboxAuthentication(this IServiceCollection services)
    {
        services.TryAddSingleton<ApiCallers>();
        services.TryAddSingleton<Systems>();
        services.TryAddSingleton<SystemEndpoints>();
        services.TryAddSingleton<SystemUserRequests>();
        services.TryAddSingleton<RequestEndpoints>();
        services.TryAddSingleton<SystemUserChanges>();
        services.TryAddSingleton<ChangeRequestEndpoints>();
        services.TryAddSingleton<SystemUserEndpoints>();
        return services;
    }

    public static void MapSandboxAuthentication(this IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        var routes = new VendorRoutes(endpoints);
        services.GetRequiredService<SystemEndpoints>().Map(routes);
        services.GetRequiredService<RequestEndpoints>().Map(routes);
        services.GetRequiredService<ChangeRequestEndpoints>().Map(routes);
        services.GetRequiredService<SystemUserEndpoints>().Map(routes);
    }
}
