namespace SystemUser.Sandbox.AccessManagement.Internal;

/// <summary>What people do in Altinn with requests, system users and clients, and the lists of authorized parties.</summary>
internal static class AccessManagementServices
{
    public static IServiceCollection AddSandboxAccessManagement(this IServiceCollection services)
    {
        services.AddSingleton<PortalCallers>();
        services.AddSingleton<Delegability>();
        services.AddSingleton<RequestAnswers>();
        services.AddSingleton<ChangeAnswers>();
        services.AddSingleton<RightsNotices>();
        services.AddSingleton<SystemUserAdministration>();
        services.AddSingleton<ClientDelegations>();
        services.AddSingleton<AuthorizedParties>();
        return services;
    }

    public static void MapSandboxAccessManagement(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapRequestAnswers();
        endpoints.MapSystemUserAdministration();
        endpoints.MapRightsNotices();
        endpoints.MapClientDelegations();
        endpoints.MapAuthorizedParties();
    }
}
