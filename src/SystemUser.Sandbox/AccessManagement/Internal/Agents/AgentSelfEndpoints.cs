using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.AccessManagement.Internal.Agents;

/// <summary>
/// The owner of an agent as its own client. Source: Altinn/altinn-authentication, <c>SystemUserController</c>,
/// <c>DelegateSelfToAgentSystemUser</c> and its kin.
/// </summary>
internal sealed class AgentSelfEndpoints(WorldStore store, PortalCallers callers, TimeProvider clock)
{
    private const string Path = "/authentication/api/v1/systemuser/agent/{party}/{id}/self";

    private static readonly Problem s_notFound = SandboxProblems.ParameterInvalid.At("return", "SystemUser Not Found");

    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(
            Path,
            (string party, string id, HttpRequest request) =>
                Answer(Find(party, id, request).Then<bool>(agent => Delegation(store.Current, agent) is not null))
        );
        endpoints.MapPost(
            Path,
            (string party, string id, HttpRequest request) => Answer(Find(party, id, request).Then(Give))
        );
        endpoints.MapDelete(
            Path,
            (string party, string id, HttpRequest request) => Answer(Find(party, id, request).Then(TakeBack))
        );
    }

    private static IResult Answer(Result<bool> result) =>
        result.Match(done => Answers.Ok(done, AccessManagementJson.Default.Boolean));

    private Result<RegisteredSystemUser> Find(string party, string id, HttpRequest request) =>
        callers
            .FindGovernor(request, party)
            .Then(caller =>
                PathId
                    .Read(id, "systemUserId")
                    .Then<RegisteredSystemUser>(uuid =>
                        store.Current.SystemUsers.Find(uuid) is not { IsDeleted: false } user ? s_notFound
                        : user.Owner != caller.Party.Number ? SandboxProblems.NotGovernor
                        : user
                    )
            );

    // What its owner does itself, and not for clients, needs packages that a standard system user may have.
    private Result<bool> Give(RegisteredSystemUser agent)
    {
        if (agent.Kind != SystemUserKind.Agent)
        {
            return Problems.UserIsNoAgent;
        }

        var wrong = agent
            .AccessPackages.Where(urn => store.Current.AccessPackages.Find(urn)?.IsFor(SystemUserKind.Standard) != true)
            .ToList();
        if (wrong.Count > 0)
        {
            return Problems.PackageNotForStandard with
            {
                Extensions = [("NotDelegablePackages", string.Join(", ", wrong))],
            };
        }

        return store.Change<bool>(draft =>
        {
            if (Delegation(draft.State, agent) is null)
            {
                draft.Put(
                    new ClientDelegation
                    {
                        Agent = agent.Id,
                        Client = agent.Owner,
                        AccessPackages = agent.AccessPackages,
                        Created = clock.GetUtcNow(),
                    }
                );
            }

            return true;
        });
    }

    private Result<bool> TakeBack(RegisteredSystemUser agent) =>
        agent.Kind != SystemUserKind.Agent
            ? Problems.UserIsNoAgent
            : store.Change<bool>(draft =>
            {
                if (Delegation(draft.State, agent) is not null)
                {
                    draft.Remove<ClientDelegation>(ClientDelegation.KeyOf(agent.Id, agent.Owner));
                }

                return true;
            });

    private static ClientDelegation? Delegation(WorldState world, RegisteredSystemUser agent) =>
        world.Delegations.Find(ClientDelegation.KeyOf(agent.Id, agent.Owner));
}
