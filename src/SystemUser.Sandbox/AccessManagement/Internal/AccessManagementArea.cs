using SystemUser.Sandbox.AccessManagement.Internal.Agents;
using SystemUser.Sandbox.AccessManagement.Internal.Consents;
using SystemUser.Sandbox.AccessManagement.Internal.EndUser;
using SystemUser.Sandbox.AccessManagement.Internal.Instances;
using SystemUser.Sandbox.AccessManagement.Internal.Packages;
using SystemUser.Sandbox.AccessManagement.Internal.People;

namespace SystemUser.Sandbox.AccessManagement.Internal;

/// <summary>What people do in Altinn with requests, system users and clients, and the lists of authorized parties.</summary>
internal static class AccessManagementArea
{
    public static IServiceCollection AddSandboxAccessManagement(this IServiceCollection services)
    {
        services.AddSingleton<PortalCallers>();
        services.AddSingleton<Delegability>();
        services.AddSingleton<RequestAnswers>();
        services.AddSingleton<ChangeAnswers>();
        services.AddSingleton<RightsNotices>();
        services.AddSingleton<SystemUserAdministration>();
        services.AddSingleton<RoleAdministration>();
        services.AddSingleton<ClientDelegations>();
        services.AddSingleton<AuthorizedParties>();
        services.AddSingleton<RequestAnswerEndpoints>();
        services.AddSingleton<RequestReadEndpoints>();
        services.AddSingleton<SystemReadEndpoints>();
        services.AddSingleton<SystemUserEndpoints>();
        services.AddSingleton<RightsNoticeEndpoints>();
        services.AddSingleton<ClientDelegationEndpoints>();
        services.AddSingleton<AuthorizedPartiesEndpoints>();
        services.AddSingleton<EndUsers>();
        services.AddSingleton<MyPartiesEndpoint>();
        services.AddSingleton<MyClientsEndpoints>();
        services.AddSingleton<AgentCalls>();
        services.AddSingleton<AgentReads>();
        services.AddSingleton<AgentWrites>();
        services.AddSingleton<AgentSelfEndpoints>();
        services.AddSingleton<RightHoldingEndpoints>();
        services.AddSingleton<PackageInfoEndpoints>();
        services.AddSingleton<ConsentEndpoints>();
        services.AddSingleton<InstanceCalls>();
        services.AddSingleton<InstanceRules>();
        services.AddSingleton<InstanceEndpoints>();
        return services;
    }

    public static void MapSandboxAccessManagement(this IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        services.GetRequiredService<RequestAnswerEndpoints>().Map(endpoints);
        services.GetRequiredService<RequestReadEndpoints>().Map(endpoints);
        services.GetRequiredService<SystemReadEndpoints>().Map(endpoints);
        services.GetRequiredService<SystemUserEndpoints>().Map(endpoints);
        services.GetRequiredService<RightsNoticeEndpoints>().Map(endpoints);
        services.GetRequiredService<ClientDelegationEndpoints>().Map(endpoints);
        services.GetRequiredService<AuthorizedPartiesEndpoints>().Map(endpoints);
        services.GetRequiredService<MyPartiesEndpoint>().Map(endpoints);
        services.GetRequiredService<MyClientsEndpoints>().Map(endpoints);
        services.GetRequiredService<AgentReads>().Map(endpoints);
        services.GetRequiredService<AgentWrites>().Map(endpoints);
        services.GetRequiredService<AgentSelfEndpoints>().Map(endpoints);
        services.GetRequiredService<RightHoldingEndpoints>().Map(endpoints);
        services.GetRequiredService<PackageInfoEndpoints>().Map(endpoints);
        services.GetRequiredService<ConsentEndpoints>().Map(endpoints);
        services.GetRequiredService<InstanceEndpoints>().Map(endpoints);
    }
}
