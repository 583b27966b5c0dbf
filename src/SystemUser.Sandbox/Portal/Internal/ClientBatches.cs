using SystemUser.Sandbox.AccessManagement.Internal;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;

namespace SystemUser.Sandbox.Portal.Internal;

/// <summary>Gives an agent many clients at once, or takes them back: all of them, or none if one cannot be.</summary>
internal sealed class ClientBatches(WorldStore store, ClientDelegations delegations)
{
    public Result<Done> Add(string pid, Guid agent, IReadOnlyCollection<Guid> clients) =>
        Each(clients, (draft, client) => delegations.Add(draft, pid, agent, client).Problem);

    public Result<Done> Remove(string pid, Guid agent, IReadOnlyCollection<Guid> clients) =>
        Each(clients, (draft, client) => ClientDelegations.Remove(draft, pid, agent, client).Problem);

    private Result<Done> Each(IReadOnlyCollection<Guid> clients, Func<WorldDraft, Guid, Problem?> change) =>
        store.Change<Done>(draft =>
        {
            foreach (var client in clients)
            {
                if (change(draft, client) is { } problem)
                {
                    return problem;
                }
            }

            return default(Done);
        });
}
