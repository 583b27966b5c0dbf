using System.Globalization;
using SystemUser.Sandbox.AccessManagement.Internal;
using SystemUser.Sandbox.Portal.Internal.Texts;
using SystemUser.Sandbox.Portal.Pages;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;

namespace SystemUser.Sandbox.Portal.Internal;

/// <summary>The clients of an agent system user, added and removed by a client administrator: one, some or all.</summary>
internal sealed class ClientPages(ClientBatches batches, ClientDelegations delegations)
{
    private const int MostAtOnce = 200;
    private const string Path = PortalRoutes.SystemUsers + "/clients/{id}";

    public void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(
            Path,
            (PortalVisit visit, string id, string? q, string? show, string? page, string? ticked) =>
                ForAdministrator(
                    visit,
                    id,
                    (_, agent) =>
                        PortalAnswers.Show<Clients>(
                            new
                            {
                                Id = agent,
                                View = ClientListView.Read(q, show, page),
                                Ticked = ReadTicked(ticked),
                            }
                        )
                )
        );
        pages.MapPost(
            Path,
            (PortalVisit visit, string id, string? q, string? show, string? page, HttpRequest request) =>
                ForAdministrator(
                    visit,
                    id,
                    (actor, agent) => Change(visit, actor, agent, ClientListView.Read(q, show, page), request.Form)
                )
        );
    }

    private IResult Change(PortalVisit visit, Actor actor, Guid agent, ClientListView view, IFormCollection form)
    {
        var ticked = new HashSet<Guid>();
        foreach (var text in form["client"])
        {
            if (!Guid.TryParse(text, out var client) || ticked.Count == MostAtOnce)
            {
                return PortalAnswers.Refuse(Problems.ClientNotFound);
            }

            ticked.Add(client);
        }

        var pid = actor.Person.Pid;
        if (Guid.TryParse(form["add"], out var one))
        {
            return Answer(batches.Add(pid, agent, [one]), "added", ticked.Except([one]));
        }

        if (Guid.TryParse(form["remove"], out one))
        {
            return Answer(batches.Remove(pid, agent, [one]), "removed", ticked.Except([one]));
        }

        return form["change"].ToString() switch
        {
            "all" => Answer(batches.Add(pid, agent, Available(pid, agent)), "all-added", []),
            "add" or "remove" when ticked.Count == 0 => PortalAnswers.See(
                PortalRoutes.Clients(agent, view, []),
                Outcomes.NoClientChosen
            ),
            "add" => Answer(batches.Add(pid, agent, ticked), "added", []),
            "remove" => Answer(batches.Remove(pid, agent, Added(pid, agent, ticked)), "removed", []),
            _ => PortalAnswers.Refuse(PortalProblems.AnswerUnknown),
        };

        // The next page has the ticks of this one that were not dealt with.
        IResult Answer(Result<Done> result, string done, IEnumerable<Guid> left) =>
            PortalAnswers.SeeOrRefuse(
                result,
                done,
                _ =>
                    PortalRoutes.Clients(
                        agent,
                        view,
                        left.Select(client =>
                                visit.World.Organizations.First(By.OrganizationUuid, $"{client}")?.PartyId
                            )
                            .OfType<int>()
                    )
            );
    }

    private List<Guid> Available(string pid, Guid agent) =>
        delegations.Available(pid, agent).Is(out var clients, out _)
            ? [.. clients.Select(client => client.PartyUuid)]
            : [];

    /// <summary>Those of the ticked clients that the agent has; the others need not be removed.</summary>
    private List<Guid> Added(string pid, Guid agent, HashSet<Guid> ticked) =>
        delegations.Delegated(pid, agent).Is(out var clients, out _)
            ? [.. clients.Select(client => client.PartyUuid).Where(ticked.Contains)]
            : [];

    private static int[] ReadTicked(string? text) =>
        [
            .. (text ?? "")
                .Split('.')
                .Take(MostAtOnce)
                .Select(part =>
                    int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0
                ),
        ];

    private static IResult ForAdministrator(PortalVisit visit, string id, Func<Actor, Guid, IResult> answer) =>
        PortalPages.ForActor(
            visit,
            actor =>
                !Guid.TryParse(id, out var uuid) ? PortalAnswers.Refuse(Problems.SystemUserNotFound)
                : ClientDelegations.FindAgent(visit.World, actor.Person.Pid, uuid).Is(out var agent, out var problem)
                    ? answer(actor, agent.Id)
                : PortalAnswers.Refuse(problem, visit.World.SystemUsers.Find(uuid)?.Owner, isClients: true)
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
