using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using SystemUser.Sandbox.AccessManagement.Internal;
using SystemUser.Sandbox.Portal.Pages;
using SystemUser.Sandbox.Portal.Pages.Parts;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Access;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Portal.Internal;

/// <summary>The pages that vendors send their customers to: a request, and a change request.</summary>
internal sealed class RequestPages(RequestAnswers requests, ChangeAnswers changes, ActorCookie cookie)
{
    /// <summary>That the visitor has answered just now.</summary>
    public const string Answered = "answered";

    public static string AddressOf(NewUserRequest request) =>
        $"{(request.Kind == SystemUserKind.Agent ? PortalRoutes.AgentRequest : PortalRoutes.Request)}?id={request.Id}";

    /// <summary>The request that an address of the portal leads to; <see langword="null"/> for any other.</summary>
    public static VendorRequest? FindAt(WorldState world, string address)
    {
        var parts = address.Split('?', 2);
        var id = parts.Length < 2 ? null : QueryHelpers.ParseQuery(parts[1]).GetValueOrDefault("id").ToString();
        return parts[0] switch
        {
            PortalRoutes.Request => Find<NewUserRequest>(world, SystemUserKind.Standard, id),
            PortalRoutes.AgentRequest => Find<NewUserRequest>(world, SystemUserKind.Agent, id),
            PortalRoutes.ChangeRequest => Find<UserChangeRequest>(world, SystemUserKind.Standard, id),
            _ => null,
        };
    }

    /// <summary>Whether the page of a request leads back to the vendor by itself: once, after the answer, and to a listed address only.</summary>
    public static bool IsMovingOn(PortalVisit visit, VendorRequest request) =>
        visit is { Done: Answered, Stays: false }
        && request.Status != RequestStatus.New
        && WayBack.IsListed(visit, request.SystemId, request.RedirectUrl);

    public void Map(IEndpointRouteBuilder pages)
    {
        Map<NewUserRequest, Request>(pages, PortalRoutes.Request, SystemUserKind.Standard, Answer);
        Map<NewUserRequest, Request>(pages, PortalRoutes.AgentRequest, SystemUserKind.Agent, Answer);
        Map<UserChangeRequest, Change>(pages, PortalRoutes.ChangeRequest, SystemUserKind.Standard, AnswerChange);
    }

    private void Map<TRequest, TPage>(
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
            (PortalVisit visit, string? id, HttpContext http) =>
                ForCustomer<TRequest>(
                    visit,
                    kind,
                    id,
                    (actor, request) =>
                    {
                        ActFor(request.Party, actor, visit, http);
                        return PortalAnswers.Show<TPage>(new { request.Id });
                    }
                )
        );
        pages.MapPost(
            path,
            (PortalVisit visit, string? id, HttpRequest http) =>
                ForCustomer<TRequest>(
                    visit,
                    kind,
                    id,
                    (actor, request) => answer(actor, request, http.Form["decision"], visit.Address)
                )
        );
    }

    // Whoever has a role in the organization that is asked acts for that one from here on: a page never names two.
    private void ActFor(string party, Actor actor, PortalVisit visit, HttpContext http)
    {
        if (actor.Organization.Number == party)
        {
            return;
        }

        cookie.Write(http, actor.Person.Pid, party);
        visit.SwitchedFrom = actor.Organization;
        visit.Actor = actor with { Organization = visit.World.Organizations.Find(party)! };
    }

    private IResult Answer(Actor actor, NewUserRequest request, string? decision, string address)
    {
        var (pid, party, kind, id) = (actor.Person.Pid, request.Party, request.Kind, request.Id);
        return decision switch
        {
            "approve" => PortalAnswers.SeeOrRefuse(requests.Approve(pid, party, kind, id), Answered, _ => address),
            "reject" => PortalAnswers.SeeOrRefuse(requests.Reject(pid, party, id, kind), Answered, _ => address),
            "escalate" => PortalAnswers.SeeOrRefuse(requests.Escalate(pid, party, kind, id), _ => address),
            _ => PortalAnswers.Refuse(PortalProblems.AnswerUnknown),
        };
    }

    private IResult AnswerChange(Actor actor, UserChangeRequest request, string? decision, string address)
    {
        var (pid, party, id) = (actor.Person.Pid, request.Party, request.Id);
        return decision switch
        {
            "approve" => PortalAnswers.SeeOrRefuse(changes.Approve(pid, party, id), Answered, _ => address),
            "reject" => PortalAnswers.SeeOrRefuse(changes.Reject(pid, party, id), Answered, _ => address),
            _ => PortalAnswers.Refuse(PortalProblems.AnswerUnknown),
        };
    }

    // Whoever has no role in the organization learns nothing about the request but whom it was sent to.
    private static IResult ForCustomer<TRequest>(
        PortalVisit visit,
        SystemUserKind kind,
        string? id,
        Func<Actor, TRequest, IResult> answer
    )
        where TRequest : VendorRequest =>
        PortalPages.ForActor(
            visit,
            actor =>
                Find<TRequest>(visit.World, kind, id) is not { } request
                    ? PortalAnswers.Refuse(Problems.RequestNotFound)
                : HasRole(visit.World, actor, request.Party) ? answer(actor, request)
                : PortalAnswers.Refuse(SandboxProblems.NotGovernor, request.Party, kind == SystemUserKind.Agent)
        );

    private static TRequest? Find<TRequest>(WorldState world, SystemUserKind kind, string? id)
        where TRequest : VendorRequest =>
        Guid.TryParse(id, out var uuid)
        && world.Rows<TRequest>().Find(uuid) is { IsDeleted: false } request
        && request.Kind == kind
            ? request
            : null;

    private static bool HasRole(WorldState world, Actor actor, string party) =>
        world.Organizations.Find(party) is { } organization
        && Authority.RolesOf(world, actor.Person.Pid, organization).Any();
}
