using SystemUser.Sandbox.AccessManagement.Internal;
using SystemUser.Sandbox.Portal.Internal.Texts;
using SystemUser.Sandbox.Portal.Pages;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Portal.Internal;

/// <summary>An organization's system accesses: seeing, creating and deleting them, and answering notices about them.</summary>
internal sealed class SystemUserPages(SystemUserAdministration administration, RightsNotices notices)
{
    private const int LongestTitle = 100;

    public void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(PortalRoutes.Overview, ShowOverview);
        pages.MapGet(
            PortalRoutes.SystemUsers + "/details/{id}",
            (PortalVisit visit, string id) =>
                ForOwner(visit, id, (_, user) => PortalAnswers.Show<Details>(new { user.Id }))
        );
        pages.MapGet(
            PortalRoutes.SystemUsers + "/delete/{id}",
            (PortalVisit visit, string id) =>
                ForOwner(visit, id, (_, user) => PortalAnswers.Show<Delete>(new { user.Id }))
        );
        pages.MapPost(
            PortalRoutes.SystemUsers + "/delete/{id}",
            (PortalVisit visit, string id) => ForOwner(visit, id, DeleteUser)
        );
        pages.MapGet(
            PortalRoutes.SystemUsers + "/notice/{id}",
            (PortalVisit visit, string id) =>
                ForOwner(visit, id, (_, user) => PortalAnswers.Show<Notice>(new { user.Id }))
        );
        pages.MapPost(
            PortalRoutes.SystemUsers + "/notice/{id}",
            (PortalVisit visit, string id, HttpRequest request) =>
                ForOwner(visit, id, (actor, user) => AnswerNotice(actor, user, request.Form))
        );
        pages.MapGet(
            PortalRoutes.Create,
            (PortalVisit visit, string? q, string? page) =>
                PortalPages.ForGovernor(
                    visit,
                    _ =>
                        PortalAnswers.Show<Create>(
                            new { Query = PortalPages.Search(q), PageNumber = PortalPages.PageNumber(page) }
                        )
                )
        );
        pages.MapPost(
            PortalRoutes.Create,
            (PortalVisit visit, HttpRequest request) =>
                PortalPages.ForGovernor(visit, actor => CreateUser(actor, request.Form))
        );
    }

    private static IResult ShowOverview(PortalVisit visit, string? q, string? page, string? waiting) =>
        PortalPages.ForActor(
            visit,
            _ =>
                PortalAnswers.Show<Overview>(
                    new
                    {
                        Query = PortalPages.Search(q),
                        PageNumber = PortalPages.PageNumber(page),
                        WaitingPage = PortalPages.PageNumber(waiting),
                    }
                )
        );

    private IResult DeleteUser(Actor actor, RegisteredSystemUser user) =>
        PortalAnswers.SeeOrRefuse(
            administration.Delete(actor.Person.Pid, user.Owner, user.Id),
            "deleted",
            _ => PortalRoutes.Overview
        );

    private IResult AnswerNotice(Actor actor, RegisteredSystemUser user, IFormCollection form)
    {
        var (pid, version) = (actor.Person.Pid, PortalPages.Number(form["version"]) ?? -1);
        return form["decision"].ToString() switch
        {
            "approve" => PortalAnswers.SeeOrRefuse(
                notices.Approve(pid, user.Owner, user.Id, version),
                "changed",
                _ => PortalRoutes.Details(user.Id)
            ),
            "dismiss" => PortalAnswers.SeeOrRefuse(
                notices.Dismiss(pid, user.Owner, user.Id, version),
                "kept",
                _ => PortalRoutes.Details(user.Id)
            ),
            _ => PortalAnswers.Refuse(PortalProblems.AnswerUnknown),
        };
    }

    private IResult CreateUser(Actor actor, IFormCollection form)
    {
        if (form["system"] is not [{ Length: > 0 } system])
        {
            return PortalAnswers.See(PortalRoutes.Create, Outcomes.NoSystemChosen);
        }

        var title = form["title"].ToString().Trim() is { Length: > 0 and <= LongestTitle } given ? given : null;
        return PortalAnswers.SeeOrRefuse(
            administration.Create(actor.Person.Pid, actor.Organization.Number, system, title),
            "created",
            user => PortalRoutes.Details(user.Id)
        );
    }

    // Another organization's system user is not found.
    private static IResult ForOwner(PortalVisit visit, string id, Func<Actor, RegisteredSystemUser, IResult> answer) =>
        PortalPages.ForGovernor(
            visit,
            actor =>
                Guid.TryParse(id, out var uuid)
                && visit.World.SystemUsers.Find(uuid) is { IsDeleted: false } user
                && user.Owner == actor.Organization.Number
                    ? answer(actor, user)
                    : PortalAnswers.Refuse(Problems.SystemUserNotFound)
        );
}
