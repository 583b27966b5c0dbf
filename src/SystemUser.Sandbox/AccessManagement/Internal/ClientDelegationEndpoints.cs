using System.Collections.Immutable;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.AccessManagement.Internal;

/// <summary>
/// The calls with which a client administrator gives clients to agent system users. Source:
/// Altinn/altinn-authentication,
/// <c>SystemUserClientDelegationController</c>.
/// </summary>
internal static class ClientDelegationEndpoints
{
    private const string BasePath = "/authentication/api/v1/enduser/systemuser";

    public static void MapClientDelegations(this IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        var store = services.GetRequiredService<WorldStore>();
        var callers = services.GetRequiredService<ApiCallers>();
        var delegations = services.GetRequiredService<ClientDelegations>();
        var group = endpoints.MapGroup(BasePath);

        group.MapGet(
            "agents",
            (HttpRequest request) =>
                Reader(request)
                    .Match(pid =>
                        delegations
                            .Agents(pid, request.Query["party"].ToString())
                            .Match(agents =>
                                Answers.Ok(
                                    agents.Select(agent => SystemUserView.Of(store.Current, agent)),
                                    AccessManagementJson.Default.IEnumerableSystemUserView
                                )
                            )
                    )
        );
        group.MapGet(
            "clients/available",
            (HttpRequest request) =>
                Reader(request)
                    .Match(pid =>
                        delegations.Available(pid, Uuid(request, "agent")).Match(clients => List(request, clients))
                    )
        );
        group.MapGet(
            "clients",
            (HttpRequest request) =>
                Reader(request)
                    .Match(pid =>
                        delegations.Delegated(pid, Uuid(request, "agent")).Match(clients => List(request, clients))
                    )
        );
        group.MapPost(
            "clients",
            (HttpRequest request) => Change(request, (pid, agent, client) => Done(delegations.Add(pid, agent, client)))
        );
        group.MapDelete("clients", (HttpRequest request) => Change(request, delegations.Remove));

        Result<string> Reader(HttpRequest request) =>
            callers.FindPerson(request, PortalScopes.ClientsRead, PortalScopes.ClientsWrite, PortalScopes.Portal);

        IResult List(HttpRequest request, IEnumerable<Organization> clients)
        {
            var agent = Uuid(request, "agent");
            return Answers.Ok(
                new ClientPage(
                    Links: ImmutableDictionary<string, string>.Empty,
                    new SystemUserInformation(agent, store.Current.SystemUsers.Find(agent)!.Owner),
                    clients.Select(client => new ClientView(client.PartyUuid, client.Number, client.Name))
                ),
                AccessManagementJson.Default.ClientPage
            );
        }

        IResult Change(HttpRequest request, Func<string, Guid, Guid, Result<Done>> change)
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
                return Problems
                    .Validation(
                        new ValidationFault(
                            "AUTH.VLD-00016",
                            "The client parameter is missing or is no uuid.",
                            "?client"
                        )
                    )
                    .ToResult();
            }

            return change(pid, agent, client)
                .Match(_ => Answers.Ok(new ClientChange(agent, client), AccessManagementJson.Default.ClientChange));
        }
    }

    private static Result<Done> Done<T>(Result<T> result) =>
        result.Is(out _, out var problem) ? default(Done) : problem;

    private static Guid Uuid(HttpRequest request, string name) =>
        Guid.TryParse(request.Query[name], out var value) ? value : Guid.Empty;
}
