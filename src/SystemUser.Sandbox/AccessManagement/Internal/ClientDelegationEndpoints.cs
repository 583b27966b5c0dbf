using System.Collections.Immutable;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.AccessManagement.Internal;

/// <summary>
/// The calls with which a client administrator gives clients to agent system users. Source:
/// Altinn/altinn-authentication, <c>SystemUserClientDelegationController</c>.
/// </summary>
internal sealed class ClientDelegationEndpoints(WorldStore store, ApiCallers callers, ClientDelegations delegations)
{
    private const string BasePath = "/authentication/api/v1/enduser/systemuser";

    public void Map(IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup(BasePath);
        group.MapGet("agents", ListAgents);
        group.MapGet("clients/available", ListAvailable);
        group.MapGet("clients", ListDelegated);
        group.MapPost("clients", Add);
        group.MapDelete("clients", Remove);
    }

    private IResult ListAgents(HttpRequest request) =>
        Reader(request)
            .Then(pid => delegations.Agents(pid, request.Query["party"].ToString()))
            .Match(agents =>
                Answers.Ok(
                    agents.Select(agent => SystemUserView.Of(store.Current, agent)),
                    AccessManagementJson.Default.IEnumerableSystemUserView
                )
            );

    private IResult ListAvailable(HttpRequest request) => List(request, delegations.Available);

    private IResult ListDelegated(HttpRequest request) => List(request, delegations.Delegated);

    private IResult Add(HttpRequest request) =>
        Change(request, (pid, agent, client) => delegations.Add(pid, agent, client).Then<Done>(_ => default(Done)));

    private IResult Remove(HttpRequest request) => Change(request, delegations.Remove);

    private IResult List(HttpRequest request, Func<string, Guid, Result<IReadOnlyList<Organization>>> find)
    {
        var agent = Uuid(request, "agent");
        return Reader(request)
            .Then(pid => find(pid, agent))
            .Match(clients =>
                Answers.Ok(
                    new ClientPage(
                        ImmutableDictionary<string, string>.Empty,
                        new SystemUserInformation(agent, store.Current.SystemUsers.Find(agent)!.Owner),
                        clients.Select(client => new ClientView(client.PartyUuid, client.Number, client.Name))
                    ),
                    AccessManagementJson.Default.ClientPage
                )
            );
    }

    private IResult Change(HttpRequest request, Func<string, Guid, Guid, Result<Done>> change)
    {
        if (
            !callers
                .FindPerson(request, PortalScopes.ClientsWrite, PortalScopes.Portal)
                .Is(out var pid, out var problem)
        )
        {
            return problem.ToResult();
        }

        var (agent, client) = (Uuid(request, "agent"), Uuid(request, "client"));
        if (client == Guid.Empty)
        {
            ValidationFault?[] faults =
            [
                ClientDelegations.FaultOf(store.Current, agent),
                ValidationFaults.ClientMissing,
            ];
            return Problems.Validation(faults.OfType<ValidationFault>()).ToResult();
        }

        return change(pid, agent, client)
            .Match(_ => Answers.Ok(new ClientChange(agent, client), AccessManagementJson.Default.ClientChange));
    }

    private Result<string> Reader(HttpRequest request) =>
        callers.FindPerson(request, PortalScopes.ClientsRead, PortalScopes.ClientsWrite, PortalScopes.Portal);

    private static Guid Uuid(HttpRequest request, string name) =>
        Guid.TryParse(request.Query[name], out var value) ? value : Guid.Empty;
}

/// <summary>Clients of an agent system user. There is never a next page, so that Altinn's <c>links</c> is empty.</summary>
internal sealed record ClientPage(
    IReadOnlyDictionary<string, string> Links,
    SystemUserInformation SystemUserInformation,
    IEnumerable<ClientView> Data
);

/// <summary>Whose clients a page lists.</summary>
internal sealed record SystemUserInformation(Guid SystemUserId, string SystemUserOwnerOrg);

/// <summary>One client.</summary>
internal sealed record ClientView(Guid ClientId, string ClientOrganizationNumber, string ClientOrganizationName);

/// <summary>What was given or taken back.</summary>
internal sealed record ClientChange(Guid Agent, Guid Client);
