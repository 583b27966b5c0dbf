using SystemUser.Sandbox.AccessManagement.Internal;
using SystemUser.Sandbox.Portal.Pages;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal.Access;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Portal.Internal;

/// <summary>The pages that vendors send their customers to: a request, and a change request.</summary>
internal sealed class RequestPages(RequestAnswers requests, ChangeAnswers changes)
{
    public static string AddressOf(SystemUserRequest request) =>
        $"{(request.Kind == SystemUserKind.Agent ? PortalRoutes.AgentRequest : PortalRoutes.Request)}?id={request.Id}";

    public void Map(IEndpointRouteBuilder pages)
    {
        MapKind(PortalRoutes.Request, SystemUserKind.Standard);
        MapKind(PortalRoutes.AgentRequest, SystemUserKind.Agent);
        pages.MapGet(
            PortalRoutes.ChangeRequest,
            (PortalVisit visit, string? id) =>
                PortalPages.ForActor(
                    visit,
                    _ =>
                        FindChange(visit, id).Is(out var request, out var problem)
                            ? PortalAnswers.Show<Change>(new { request.Id })
                            : PortalAnswers.Refuse(problem)
                )
        );
        pages.MapPost(
            PortalRoutes.ChangeRequest,
            (PortalVisit visit, string? id, HttpRequest http) =>
                PortalPages.ForActor(
                    visit,
                    actor =>
                        FindChange(visit, id).Is(out var request, out var problem)
                            ? AnswerChange(actor, request, http.Form["decision"], visit.Address)
                            : PortalAnswers.Refuse(problem)
                )
        );

        void MapKind(string path, SystemUserKind kind)
        {
            pages.MapGet(
                path,
                (PortalVisit visit, string? id) =>
                    PortalPages.ForActor(
                        visit,
                        _ =>
                            Find(visit, kind, id).Is(out var request, out var problem)
                                ? PortalAnswers.Show<Request>(new { request.Id })
                                : PortalAnswers.Refuse(problem)
                    )
            );
            pages.MapPost(
                path,
                (PortalVisit visit, string? id, HttpRequest http) =>
                    PortalPages.ForActor(
                        visit,
                        actor =>
                            Find(visit, kind, id).Is(out var request, out var problem)
                                ? Answer(actor, request, http.Form["decision"], visit.Address)
                                : PortalAnswers.Refuse(problem)
                    )
            );
        }
    }

    private IResult Answer(Actor actor, SystemUserRequest request, string? decision, string address)
    {
        var (pid, party, kind, id) = (actor.Person.Pid, request.Party, request.Kind, request.Id);
        return decision switch
        {
            "approve" => PortalAnswers.SeeOrRefuse(requests.Approve(pid, party, kind, id), _ => address),
            "reject" => PortalAnswers.SeeOrRefuse(requests.Reject(pid, party, kind, id), _ => address),
            "escalate" => PortalAnswers.SeeOrRefuse(requests.Escalate(pid, party, kind, id), _ => address),
            _ => PortalAnswers.Refuse(PortalProblems.AnswerUnknown),
        };
    }

    private IResult AnswerChange(Actor actor, ChangeRequest request, string? decision, string address) =>
        decision switch
        {
            "approve" => PortalAnswers.SeeOrRefuse(
                changes.Approve(actor.Person.Pid, request.Party, request.Id),
                _ => address
            ),
            "reject" => PortalAnswers.SeeOrRefuse(
                changes.Reject(actor.Person.Pid, request.Party, request.Id),
                _ => address
            ),
            _ => PortalAnswers.Refuse(PortalProblems.AnswerUnknown),
        };

    // Whoever has no role in the organization is told no more than that: the request is none of theirs.
    private static Result<SystemUserRequest> Find(PortalVisit visit, SystemUserKind kind, string? id) =>
        !Guid.TryParse(id, out var uuid)
        || visit.World.Requests.Find(uuid) is not { IsDeleted: false } request
        || request.Kind != kind
            ? Problems.RequestNotFound
        : HasRole(visit, request.Party) ? request
        : Problems.NotAccessManager;

    private static Result<ChangeRequest> FindChange(PortalVisit visit, string? id) =>
        !Guid.TryParse(id, out var uuid) || visit.World.ChangeRequests.Find(uuid) is not { IsDeleted: false } request
            ? Problems.RequestNotFound
        : HasRole(visit, request.Party) ? request
        : Problems.NotAccessManager;

    private static bool HasRole(PortalVisit visit, string party) =>
        visit.World.Organizations.Find(party) is { } organization
        && Authority.RolesOf(visit.World, visit.Actor?.Person.Pid, organization).Any();
}
