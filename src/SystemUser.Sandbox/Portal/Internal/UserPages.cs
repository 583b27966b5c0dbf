using SystemUser.Sandbox.AccessManagement.Internal.People;
using SystemUser.Sandbox.Portal.Internal.Texts;
using SystemUser.Sandbox.Portal.Pages;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Access;

namespace SystemUser.Sandbox.Portal.Internal;

/// <summary>The people of an organization, and the roles that are given to them and taken back.</summary>
internal sealed class UserPages(RoleAdministration roles, WorldStore store)
{
    public void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(
            PortalRoutes.Users,
            (PortalVisit visit, string? page) =>
                PortalPages.ForGovernor(
                    visit,
                    _ => PortalAnswers.Show<Users>(new { PageNumber = PortalPages.PageNumber(page) })
                )
        );
        pages.MapPost(
            PortalRoutes.Users,
            (PortalVisit visit, HttpRequest request) =>
                PortalPages.ForGovernor(visit, actor => Change(actor, request.Form))
        );
    }

    private IResult Change(Actor actor, IFormCollection form)
    {
        var (pid, party) = (actor.Person.Pid, actor.Organization.Number);
        var (person, role) = (Text("person").Replace(" ", "", StringComparison.Ordinal), Text("role"));

        // The visitor may have gone over to another organization in another window.
        if (Text("party") != party)
        {
            return PortalAnswers.Refuse(PortalProblems.OtherParty);
        }

        return Text("change") switch
        {
            "give" when role.Length == 0 => PortalAnswers.See(PortalRoutes.Users, Outcomes.NoRoleChosen),
            "give" => Answer(roles.Give(pid, party, person, Text("lastName"), role), "role-given"),
            "take" => Answer(roles.Take(pid, party, person, role), "role-taken"),
            _ => PortalAnswers.Refuse(PortalProblems.NothingChosen),
        };

        string Text(string name) => form[name].ToString().Trim();

        IResult Answer(Result<Done> result, string done) =>
            result.Problem?.Code == SandboxProblems.PersonNotFound.Code
                ? PortalAnswers.See(PortalRoutes.Users, Outcomes.PersonNotFound)
                : PortalAnswers.SeeOrRefuse(
                    result,
                    done,
                    _ => StillGoverns() ? PortalRoutes.Users : PortalRoutes.Overview
                );

        // Whoever has taken the own role back no longer sees the users.
        bool StillGoverns() => Authority.Governs(store.Current, pid, actor.Organization);
    }
}
