using System.Collections.Frozen;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.AccessManagement.Internal.EndUser;

/// <summary>
/// The clients that an agent itself may act for, in both versions. Source: Altinn/altinn-authorization-tmp,
/// <c>ClientDelegationController</c> of the API for end users.
/// </summary>
internal sealed class MyClientsEndpoints(WorldStore store, EndUsers callers)
{
    private const string Scope = "altinn:clientdelegations/myclients.read";

    public void Map(IEndpointRouteBuilder endpoints)
    {
        var first = endpoints.MapGroup(ClientApi.FirstVersion);
        first.MapGet("my/clients", request => Clients(request, access => access.ToView()));
        first.MapGet("my/clientproviders", Providers);
        var second = endpoints.MapGroup(ClientApi.SecondVersion);
        second.MapGet("my/clients", request => Clients(request, access => access.ToViewWithResources()));
        second.MapGet("my/clientproviders", ProvidersAndSince);
    }

    private Task Clients(HttpContext context, Func<ClientAccess, ClientAccessView> write)
    {
        var request = context.Request;
        var world = store.Current;
        var answer = Caller(request)
            .Then(caller => ReadProviders(request).Then<Asked>(providers => new Asked(caller, providers)))
            .Match(asked =>
                Answers.Ok(
                    Paging.Whole(
                        Agents(world, asked.Caller, asked.Providers)
                            .Select(agent => new MyClientsView(
                                EntityView.Of(world.Organizations.Find(agent.Owner)!),
                                [.. ClientAccess.OfAgent(world, agent).Select(write)]
                            ))
                    ),
                    EndUserJson.Default.MyClients
                )
            );
        return answer.ExecuteAsync(context);
    }

    private IResult Providers(HttpRequest request)
    {
        var world = store.Current;
        return Caller(request)
            .Match(caller =>
                Answers.Ok(
                    Paging.Whole(
                        Agents(world, caller, FrozenSet<Guid>.Empty)
                            .Select(agent => new AgentView(
                                EntityView.Of(world.Organizations.Find(agent.Owner)!),
                                agent.Created,
                                []
                            ))
                    ),
                    EndUserJson.Default.Agents
                )
            );
    }

    private IResult ProvidersAndSince(HttpRequest request)
    {
        var world = store.Current;
        return Caller(request)
            .Match(caller =>
                Answers.Ok(
                    Paging.Whole(
                        Agents(world, caller, FrozenSet<Guid>.Empty)
                            .Select(agent => new ProviderOfClientsView(
                                EntityView.Of(world.Organizations.Find(agent.Owner)!),
                                agent.Created
                            ))
                    ),
                    EndUserJson.Default.ProvidersOfClients
                )
            );
    }

    private Result<EndUserCaller> Caller(HttpRequest request) =>
        callers
            .Find(request, PortalScopes.Portal, Scope)
            .Then<EndUserCaller>(caller =>
                caller is { Person: null, SystemUser: null } ? ClientApi.NobodyOfItsOwn : caller
            );

    // People can be agents at Altinn; here they are not.
    private static IEnumerable<RegisteredSystemUser> Agents(
        WorldState world,
        EndUserCaller caller,
        FrozenSet<Guid> providers
    ) =>
        caller.SystemUser is { } id
        && world.SystemUsers.Find(id) is { Kind: SystemUserKind.Agent, IsDeleted: false } agent
        && (providers.Count == 0 || providers.Contains(world.Organizations.Find(agent.Owner)!.PartyUuid))
            ? [agent]
            : [];

    private static Result<FrozenSet<Guid>> ReadProviders(HttpRequest request)
    {
        var providers = new HashSet<Guid>();
        foreach (var text in request.Query["provider"])
        {
            if (!Guid.TryParse(text, out var provider))
            {
                return SandboxProblems.ParameterInvalid.At("provider", $"The value '{text}' is not valid.");
            }

            providers.Add(provider);
        }

        return providers.ToFrozenSet();
    }

    private sealed record Asked(EndUserCaller Caller, FrozenSet<Guid> Providers);
}
