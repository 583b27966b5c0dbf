using SystemUser.Sandbox.Authentication.Internal.Requests;
using SystemUser.Sandbox.Authentication.Internal.SystemRegister;
using SystemUser.Sandbox.Authentication.Internal.SystemUsers;
using SystemUser.Sandbox.Authentication.Internal.Vendors;

namespace SystemUser.Sandbox.Authentication.Internal;

/// <summary>Altinn's authentication API for vendors: the system register, requests, change requests and system users.</summary>
internal static class AuthenticationArea
{
    public static IServiceCollection AddSandboxAuthentication(this IServiceCollection services)
    {
        services.AddSingleton<Systems>();
        services.AddSingleton<SystemEndpoints>();
        services.AddSingleton<NewUserRequests>();
        services.AddSingleton<RequestEndpoints>();
        services.AddSingleton<UserChangeRequests>();
        services.AddSingleton<ChangeRequestEndpoints>();
        services.AddSingleton<VendorSystemUserEndpoints>();
        return services;
    }

    public static void MapSandboxAuthentication(this IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        var routes = new VendorRoutes(endpoints);
        services.GetRequiredService<SystemEndpoints>().Map(routes);
        services.GetRequiredService<RequestEndpoints>().Map(routes);
        services.GetRequiredService<ChangeRequestEndpoints>().Map(routes);
        services.GetRequiredService<VendorSystemUserEndpoints>().Map(routes);
    }
}
