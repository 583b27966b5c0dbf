using Microsoft.AspNetCore.Components;
using SystemUser.Sandbox.AccessManagement.Internal;
using SystemUser.Sandbox.Portal.Pages;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal.Access;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Portal.Internal;

/// <summary>The pages that vendors send their customers to: a request, and a change request.</summary>
internal sealed class RequestPages(RequestAnswers requests, ChangeAnswers changes)
{
    public static string AddressOf(NewUserRequest request) =>
        $"{(request.Kind == SystemUserKind.Agent ? PortalRoutes.AgentRequest : PortalRoutes.Request)}?id={request.Id}";

    public void Map(IEndpointRouteBuilder pages)
    {
        Map<NewUserRequest, Request>(pages, PortalRoutes.Request, SystemUserKind.Standard, Answer);
        Map<NewUserRequest, Request>(pages, PortalRoutes.AgentRequest, SystemUserKind.Agent, Answer);
        Map<UserChangeRequest, Change>(pages, PortalRoutes.ChangeRequest, SystemUserKind.Standard, AnswerChange);
    }

    private static void Map<TRequest, TPage>(
        IEndpointRouteBuilder pages,
        string path,
        SystemUserKind kind,
        Func<Actor, TRequest, string?, string, IResult> answer
    )
        where TRequest : VendorRequest
        where TPage : IComponent
    {
        pages.MapGet(
            path,
            (PortalVisit visit, string? id) =>
                PortalPages.ForActor(
                    visit,
                    _ =>
                        Find<TRequest>(visit, kind, id).Is(out var request, out var problem)
                            ? PortalAnswers.Show<TPage>(new { request.Id })
                            : PortalAnswers.Refuse(problem)
                )
        );
        pages.MapPost(
            path,
            (PortalVisit visit, string? id, HttpRequest http) =>
                PortalPages.ForActor(
                    visit,
                    actor =>
                        Find<TRequest>(visit, kind, id).Is(out var request, out var problem)
                            ? answer(actor, request, http.Form["decision"], visit.Address)
                            : PortalAnswers.Refuse(problem)
                )
        );
    }

    private IResult Answer(Actor actor, NewUserRequest request, string? decision, string address)
    {
        var (pid, party, kind, id) = (actor.Person.Pid, request.Party, request.Kind, request.Id);
        return decision switch
        {
            "approve" => PortalAnswers.SeeOrRefuse(requests.Approve(pid, party, kind, id), _ => address),
            "reject" => PortalAnswers.SeeOrRefuse(requests.Reject(pid, party, id, kind), _ => address),
            "escalate" => PortalAnswers.SeeOrRefuse(requests.Escalate(pid, party, kind, id), _ => address),
            _ => PortalAnswers.Refuse(PortalProblems.AnswerUnknown),
        };
    }

    private IResult AnswerChange(Actor actor, UserChangeRequest request, string? decision, string address)
    {
        var (pid, party, id) = (actor.Person.Pid, request.Party, request.Id);
        return decision switch
        {
            "approve" => PortalAnswers.SeeOrRefuse(changes.Approve(pid, party, id), _ => address),
            "reject" => PortalAnswers.SeeOrRefuse(changes.Reject(pid, party, id), _ => address),
            _ => PortalAnswers.Refuse(PortalProblems.AnswerUnknown),
        };
    }

    // Whoever has no role in the organization learns nothing about the request.
    private static Result<TRequest> Find<TRequest>(PortalVisit visit, SystemUserKind kind, string? id)
        where TRequest : VendorRequest =>
        !Guid.TryParse(id, out var uuid)
        || visit.World.Rows<TRequest>().Find(uuid) is not { IsDeleted: false } request
        || request.Kind != kind
            ? Problems.RequestNotFound
        : HasRole(visit, request.Party) ? request
        : SandboxProblems.NotGovernor;

    private static bool HasRole(PortalVisit visit, string party) =>
        visit.World.Organizations.Find(party) is { } organization
        && Authority.RolesOf(visit.World, visit.Actor?.Person.Pid, organization).Any();
}
