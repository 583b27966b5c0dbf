using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Access;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.AccessManagement.Internal;

/// <summary>What client administrators do: give clients to agent system users, and take them back.</summary>
internal sealed class ClientDelegations(WorldStore store, TimeProvider clock)
{
    private static readonly Problem s_partyNotFound = new("SANDBOX-00321", 404, "Party not found")
    {
        Form = ProblemForm.Bare,
    };

    /// <summary>The agent system users of an organization.</summary>
    public Result<IReadOnlyList<RegisteredSystemUser>> Agents(string pid, string party)
    {
        var world = store.Current;
        if (world.Organizations.Find(party) is not { } organization)
        {
            return s_partyNotFound.With($"No associated party information found for organisation {party}");
        }

        return Authority.AdministersClients(world, pid, organization)
            ? world
                .SystemUsers.Where(By.SystemUserOwner, party)
                .Where(user => user is { Kind: SystemUserKind.Agent, IsDeleted: false })
                .ToList()
            : SandboxProblems.NotGovernor;
    }

    /// <summary>The clients of the agent's owner that give it all the packages that the agent has.</summary>
    public Result<IReadOnlyList<Organization>> Available(string pid, Guid agentId)
    {
        var world = store.Current;
        return FindAgent(world, pid, agentId).Is(out var agent, out var problem)
            ? ClientRelations
                .ClientsOf(world, agent.Owner)
                .Where(client => GivesAllPackages(world, agent, client))
                .Select(client => world.Organizations.Find(client))
                .OfType<Organization>()
                .Where(client => !client.IsDeleted)
                .ToList()
            : problem;
    }

    /// <summary>The clients that the agent may act for.</summary>
    public Result<IReadOnlyList<Organization>> Delegated(string pid, Guid agentId)
    {
        var world = store.Current;
        return FindAgent(world, pid, agentId).Is(out var agent, out var problem)
            ? world
                .Delegations.Where(By.DelegationAgent, agent.Id.ToString())
                .Select(delegation => world.Organizations.Find(delegation.Client))
                .OfType<Organization>()
                .ToList()
            : problem;
    }

    /// <summary>Gives a client to the agent, with all the agent's packages. Giving it twice is fine.</summary>
    /// <param name="pid">Who gives; must be a client administrator of the agent's owner.</param>
    /// <param name="agentId">The agent system user.</param>
    /// <param name="clientUuid">The party uuid of the client, or of the owner itself.</param>
    public Result<ClientDelegation> Add(string pid, Guid agentId, Guid clientUuid) =>
        store.Change<ClientDelegation>(draft => Add(draft, pid, agentId, clientUuid));

    /// <summary>Gives a client to the agent as part of a larger change.</summary>
    public Result<ClientDelegation> Add(WorldDraft draft, string pid, Guid agentId, Guid clientUuid)
    {
        var world = draft.State;
        if (!FindAgent(world, pid, agentId).Is(out var agent, out var problem))
        {
            return problem;
        }

        var client = world.Organizations.First(By.OrganizationUuid, clientUuid.ToString());
        if (client is not { IsDeleted: false } || !IsClientOrSelf(world, agent, client.Number))
        {
            return Problems.ClientNotFound;
        }

        if (
            !string.Equals(client.Number, agent.Owner, StringComparison.Ordinal)
            && !GivesAllPackages(world, agent, client.Number)
        )
        {
            return Problems.ClientLacksPackages;
        }

        var existing =
            world.Delegations.Find(ClientDelegation.KeyOf(agent.Id, client.Number))
            ?? new ClientDelegation
            {
                Agent = agent.Id,
                Client = client.Number,
                AccessPackages = [],
                Created = clock.GetUtcNow(),
            };
        var missing = agent.AccessPackages.Except(existing.AccessPackages, StringComparer.Ordinal).ToList();
        if (missing.Count == 0)
        {
            return existing;
        }

        var delegation = existing with { AccessPackages = [.. existing.AccessPackages, .. missing] };
        draft.Put(delegation);
        return delegation;
    }

    /// <summary>Takes a client back from the agent.</summary>
    /// <param name="pid">Who takes; must be a client administrator of the agent's owner.</param>
    /// <param name="agentId">The agent system user.</param>
    /// <param name="clientUuid">The party uuid of the client.</param>
    public Result<Done> Remove(string pid, Guid agentId, Guid clientUuid) =>
        store.Change<Done>(draft => Remove(draft, pid, agentId, clientUuid));

    /// <summary>Takes a client back from the agent as part of a larger change.</summary>
    public static Result<Done> Remove(WorldDraft draft, string pid, Guid agentId, Guid clientUuid)
    {
        if (!FindAgent(draft.State, pid, agentId).Is(out var agent, out var problem))
        {
            return problem;
        }

        var client = draft.State.Organizations.First(By.OrganizationUuid, clientUuid.ToString());
        var key = client is null ? "" : ClientDelegation.KeyOf(agent.Id, client.Number);
        if (draft.State.Delegations.Find(key) is null)
        {
            return Problems.DelegationNotFound;
        }

        draft.Remove<ClientDelegation>(key);
        return default(Done);
    }

    /// <summary>Puts what an agent has of a client. A client of whom nothing is left is none of the agent's.</summary>
    public static void Keep(WorldDraft draft, ClientDelegation delegation)
    {
        if (delegation is { AccessPackages.IsEmpty: true, Rights.IsEmpty: true })
        {
            draft.Remove<ClientDelegation>(ClientDelegation.KeyOf(delegation.Agent, delegation.Client));
        }
        else
        {
            draft.Put(delegation);
        }
    }

    /// <summary>What is wrong with the id of an agent; <see langword="null"/> if it is one.</summary>
    public static ValidationFault? FaultOf(WorldState world, Guid agentId) =>
        agentId == Guid.Empty ? ValidationFaults.AgentMissing
        : world.SystemUsers.Find(agentId) is not { IsDeleted: false } user ? ValidationFaults.AgentUnknown
        : user.Kind != SystemUserKind.Agent ? ValidationFaults.NotAnAgent
        : null;

    /// <summary>Finds an agent for someone who may administer its clients.</summary>
    public static Result<RegisteredSystemUser> FindAgent(WorldState world, string pid, Guid agentId)
    {
        if (FaultOf(world, agentId) is { } fault)
        {
            return Problems.Validation(fault);
        }

        var user = world.SystemUsers.Find(agentId)!;
        return Authority.AdministersClients(world, pid, world.Organizations.Find(user.Owner))
            ? user
            : SandboxProblems.NotGovernor;
    }

    private static bool IsClientOrSelf(WorldState world, RegisteredSystemUser agent, string client) =>
        string.Equals(client, agent.Owner, StringComparison.Ordinal)
        || ClientRelations.RolesOf(world, agent.Owner, client).Any();

    private static bool GivesAllPackages(WorldState world, RegisteredSystemUser agent, string client) =>
        agent.AccessPackages.All(urn => ClientRelations.Gives(world, agent.Owner, client, urn));
}
