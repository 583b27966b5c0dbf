using SystemUser.Sandbox.AccessManagement.Internal.EndUser;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Access;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.AccessManagement.Internal.Agents;

/// <summary>
/// The clients and agents of an organization, for its client administrators. Source: Altinn/altinn-authorization-tmp,
/// <c>ClientDelegationController</c> and <c>ClientDelegationService</c>.
/// </summary>
internal sealed class AgentReads(WorldStore store, AgentCalls calls)
{
    private static readonly RoleView s_agent = new(
        new Guid("ff4c33f5-03f7-4445-85ed-1e60b8aafb30"),
        "agent",
        "urn:altinn:role:agent"
    );

    public void Map(IEndpointRouteBuilder endpoints)
    {
        foreach (var version in new[] { ClientApiVersion.First, ClientApiVersion.Second })
        {
            var group = endpoints.MapGroup(version.Path);
            group.MapGet("clients", (HttpRequest request) => ListClients(version, request));
            group.MapGet("agents", (HttpRequest request) => ListAgents(version, request));
            group.MapGet("agents/accesspackages", (HttpRequest request) => PackagesOfAgent(version, request));
            group.MapGet("clients/accesspackages", (HttpRequest request) => PackagesOfClient(version, request));
        }

        var second = endpoints.MapGroup(ClientApiVersion.Second.Path);
        second.MapGet("agents/resources", ResourcesOfAgent);
        second.MapGet("clients/resources", ResourcesOfClient);
    }

    private IResult ListClients(ClientApiVersion version, HttpRequest request) =>
        calls
            .Reader(request)
            .Match(party =>
            {
                var filter = ClientFilter.Read(request.Query, version.HasResources);
                var clients = ClientAccess.OfOrganization(store.Current, party.Number).Select(filter.Narrow);
                return Answers.Ok(
                    Paging.Whole(
                        clients.Where(client => client.Access.Count > 0).Select(client => View(version, client))
                    ),
                    AgentJson.Default.Clients
                );
            });

    private IResult ListAgents(ClientApiVersion version, HttpRequest request) =>
        calls
            .Reader(request)
            .Match(party =>
                Answers.Ok(
                    Paging.Whole(
                        AgentsOf(party)
                            .Select(agent => new AgentView(
                                EntityView.Of(agent),
                                agent.Created,
                                [
                                    new RoleAccessView(s_agent, [], version.HasResources ? [] : null),
                                    .. version.HasResources ? ResourcesBehind(agent) : [],
                                ]
                            ))
                    ),
                    AgentJson.Default.Agents
                )
            );

    private IResult PackagesOfAgent(ClientApiVersion version, HttpRequest request) =>
        Asked(request, version.Agent)
            .Match(asked =>
                Answers.Ok(
                    Paging.Whole(
                        ClientsOf(asked)
                            .Select(client => new ClientAccessView(
                                EntityView.Of(client.Client),
                                [.. client.Access.Where(HasPackages).Select(access => access.ToView(resources: null))]
                            ))
                            .Where(client => client.Access.Count > 0)
                    ),
                    AgentJson.Default.Clients
                )
            );

    private IResult PackagesOfClient(ClientApiVersion version, HttpRequest request) =>
        Asked(request, version.Client)
            .Match(asked =>
                Answers.Ok(
                    Paging.Whole(
                        AgentsWith(asked)
                            .Select(row => new AgentView(
                                EntityView.Of(row.Agent),
                                row.Agent.Created,
                                [.. row.Access.Where(HasPackages).Select(access => access.ToView(resources: null))]
                            ))
                            .Where(agent => agent.Access.Count > 0)
                    ),
                    AgentJson.Default.Agents
                )
            );

    private IResult ResourcesOfAgent(HttpRequest request) =>
        Asked(request, ClientApiVersion.Second.Agent)
            .Match(asked =>
                Answers.Ok(
                    Paging.Whole(
                        ClientsOf(asked)
                            .Select(client => new ClientResourcesView(
                                EntityView.Of(client.Client),
                                ResourcesIn(client.Access)
                            ))
                            .Where(client => client.Access.Count > 0)
                    ),
                    AgentJson.Default.ClientResources
                )
            );

    private IResult ResourcesOfClient(HttpRequest request) =>
        Asked(request, ClientApiVersion.Second.Client)
            .Match(asked =>
                Answers.Ok(
                    Paging.Whole(
                        AgentsWith(asked)
                            .Select(row => new AgentResourcesView(EntityView.Of(row.Agent), ResourcesIn(row.Access)))
                            .Where(agent => agent.Access.Count > 0)
                    ),
                    AgentJson.Default.AgentResources
                )
            );

    private Result<AskedParty> Asked(HttpRequest request, string name) =>
        calls
            .Reader(request)
            .Then(party => AgentCalls.Id(request, name).Then<AskedParty>(id => new AskedParty(party, id)));

    private IEnumerable<RegisteredSystemUser> AgentsOf(Organization party) =>
        store
            .Current.SystemUsers.Where(By.SystemUserOwner, party.Number)
            .Where(user => user is { Kind: SystemUserKind.Agent, IsDeleted: false });

    private IEnumerable<ClientAccess> ClientsOf(AskedParty asked) =>
        AgentsOf(asked.Party)
            .Where(agent => agent.Id == asked.Id)
            .SelectMany(agent => ClientAccess.OfAgent(store.Current, agent));

    private IEnumerable<(RegisteredSystemUser Agent, IReadOnlyList<RoleAccess> Access)> AgentsWith(AskedParty asked) =>
        from agent in AgentsOf(asked.Party)
        from client in ClientAccess.OfAgent(store.Current, agent)
        where client.Client.PartyUuid == asked.Id
        select (agent, client.Access);

    private IEnumerable<RoleAccessView> ResourcesBehind(RegisteredSystemUser agent) =>
        ClientAccess
            .OfAgent(store.Current, agent)
            .SelectMany(client => client.Access)
            .Where(access => access.Resources.Count > 0)
            .GroupBy(access => access.Role)
            .Select(group => new RoleAccessView(
                RoleView.Of(group.Key),
                [],
                [
                    .. group
                        .SelectMany(access => access.Resources)
                        .Distinct(StringComparer.Ordinal)
                        .Select(ResourceReference.Of),
                ]
            ));

    private static bool HasPackages(RoleAccess access) => access.Packages.Count > 0;

    private static IReadOnlyList<ResourceAccessView> ResourcesIn(IReadOnlyList<RoleAccess> access) =>
        [
            .. access
                .Where(one => one.Resources.Count > 0)
                .Select(one => new ResourceAccessView(
                    RoleView.Of(one.Role),
                    [.. one.Resources.Select(ResourceReference.Of)]
                )),
        ];

    private static ClientAccessView View(ClientApiVersion version, ClientAccess client) =>
        version.HasResources ? client.ToViewWithResources() : client.ToView();

    private sealed record AskedParty(Organization Party, Guid Id);
}
