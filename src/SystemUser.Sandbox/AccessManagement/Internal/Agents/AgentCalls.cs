using SystemUser.Sandbox.AccessManagement.Internal.EndUser;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Access;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.AccessManagement.Internal.Agents;

/// <summary>Reads the calls of client administrators: who calls for which organization, and whom it is about.</summary>
internal sealed class AgentCalls(WorldStore store, EndUsers callers)
{
    /// <summary>The organization that a person reads for.</summary>
    public Result<Organization> Reader(HttpRequest request) => Party(request, PortalScopes.ClientsRead);

    /// <summary>The organization that a person changes something for.</summary>
    public Result<Organization> Writer(HttpRequest request) => Party(request, PortalScopes.ClientsWrite);

    /// <summary>A uuid that must be in the query.</summary>
    public static Result<Guid> Id(HttpRequest request, string name) =>
        !request.RequiredText(name, name).Is(out var text, out var problem) ? problem : PathId.Read(text, name);

    // Altinn asks its decision point about the party, and refuses one that it cannot read.
    private Result<Organization> Party(HttpRequest request, string scope)
    {
        if (!callers.Find(request, PortalScopes.Portal, scope).Is(out var caller, out var problem))
        {
            return problem;
        }

        var world = store.Current;
        return
            Guid.TryParse(request.QueryText("party"), out var uuid)
            && world.Organizations.First(By.OrganizationUuid, uuid.ToString()) is { } party
            && Authority.AdministersClients(world, caller.Person?.Pid, party)
            ? party
            : SandboxProblems.NotGovernor;
    }
}
