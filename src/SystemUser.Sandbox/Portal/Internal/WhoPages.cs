using SystemUser.Sandbox.Portal.Pages;
using SystemUser.Sandbox.World.Internal.Access;

namespace SystemUser.Sandbox.Portal.Internal;

/// <summary>Choosing who one is, in which language to read, and to be led nowhere.</summary>
internal sealed class WhoPages(ActorCookie cookie)
{
    public void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(
            PortalRoutes.Who,
            (string? returnTo, string? q, string? page) =>
                PortalAnswers.Show<Who>(
                    new
                    {
                        ReturnTo = PortalRoutes.OwnOrOverview(returnTo),
                        Query = PortalPages.Search(q),
                        PageNumber = PortalPages.PageNumber(page),
                    }
                )
        );
        pages.MapPost(
            PortalRoutes.Who,
            (PortalVisit visit, HttpContext http) =>
            {
                var form = http.Request.Form;
                var (pid, number) = (form["person"].ToString(), form["organization"].ToString());
                if (
                    visit.World.Persons.Find(pid) is null
                    || visit.World.Organizations.Find(number) is not { IsDeleted: false } organization
                    || !Authority.RolesOf(visit.World, pid, organization).Any()
                )
                {
                    return PortalAnswers.Refuse(PortalProblems.ChoiceInvalid);
                }

                cookie.Write(http, pid, number);
                return PortalAnswers.See(PortalRoutes.OwnOrOverview(form["returnTo"]));
            }
        );
        pages.MapGet(
            PortalRoutes.Stay,
            (string? returnTo, HttpContext http) =>
            {
                PortalCookies.Write(http, PortalCookies.Stay, "yes");
                return PortalAnswers.See(PortalRoutes.OwnOrOverview(returnTo));
            }
        );
        MapLanguage("nb");
        MapLanguage("nn");
        MapLanguage("en");

        void MapLanguage(string language) =>
            pages.MapGet(
                PortalRoutes.Language + language,
                (string? returnTo, HttpContext http) =>
                {
                    PortalCookies.Write(http, PortalCookies.Language, language);
                    return PortalAnswers.See(PortalRoutes.OwnOrOverview(returnTo));
                }
            );
    }
}
