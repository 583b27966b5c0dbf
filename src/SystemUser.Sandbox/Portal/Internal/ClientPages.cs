using SystemUser.Sandbox.AccessManagement.Internal;
using SystemUser.Sandbox.Portal.Pages;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;

namespace SystemUser.Sandbox.Portal.Internal;

/// <summary>The clients of an agent system user, added and removed by a client administrator, many at once.</summary>
internal sealed class ClientPages(ClientBatches batches)
{
    private const int MostAtOnce = 200;
    private const string Path = PortalRoutes.SystemUsers + "/clients/{id}";

    public void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(
            Path,
            (PortalVisit visit, string id, string? q, string? page, string? done) =>
                ForAdministrator(
                    visit,
                    id,
                    (_, agent) =>
                        PortalAnswers.Show<Clients>(
                            new
                            {
                                Id = agent,
                                Query = PortalPages.Search(q),
                                PageNumber = PortalPages.PageNumber(page),
                                What = done,
                            }
                        )
                )
        );
        pages.MapPost(
            Path,
            (PortalVisit visit, string id, HttpRequest request) =>
                ForAdministrator(visit, id, (actor, agent) => Change(visit, actor, agent, request.Form))
        );
    }

    private IResult Change(PortalVisit visit, Actor actor, Guid agent, IFormCollection form)
    {
        var chosen = new HashSet<Guid>();
        foreach (var text in form["client"])
        {
            if (!Guid.TryParse(text, out var client) || chosen.Count == MostAtOnce)
            {
                return PortalAnswers.Refuse(Problems.ClientNotFound);
            }

            chosen.Add(client);
        }

        if (chosen.Count == 0)
        {
            return PortalAnswers.Show<Clients>(
                new { Id = agent, Problem = visit.Text("Velg minst én klient.", "Choose at least one client.") },
                StatusCodes.Status400BadRequest
            );
        }

        var address = PortalRoutes.Clients(agent);
        return form["change"].ToString() switch
        {
            "add" => PortalAnswers.SeeOrRefuse(
                batches.Add(actor.Person.Pid, agent, chosen),
                _ => address + "?done=added"
            ),
            "remove" => PortalAnswers.SeeOrRefuse(
                batches.Remove(actor.Person.Pid, agent, chosen),
                _ => address + "?done=removed"
            ),
            _ => PortalAnswers.Refuse(PortalProblems.AnswerUnknown),
        };
    }

    private static IResult ForAdministrator(PortalVisit visit, string id, Func<Actor, Guid, IResult> answer) =>
        PortalPages.ForActor(
            visit,
            actor =>
                !Guid.TryParse(id, out var uuid) ? PortalAnswers.Refuse(Problems.SystemUserNotFound)
                : ClientDelegations.FindAgent(visit.World, actor.Person.Pid, uuid).Is(out var agent, out var problem)
                    ? answer(actor, agent.Id)
                : PortalAnswers.Refuse(problem)
        );
}

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
