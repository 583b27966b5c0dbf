using SystemUser.Sandbox.Portal.Pages;
using SystemUser.Sandbox.World.Internal.Access;

namespace SystemUser.Sandbox.Portal.Internal;

/// <summary>Choosing who one is, and in which language to read.</summary>
internal sealed class WhoPages(ActorCookie cookie)
{
    public void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(
            PortalRoutes.Who,
            (string? returnTo, string? q) =>
                PortalAnswers.Show<Who>(
                    new { ReturnTo = PortalRoutes.OwnOrOverview(returnTo), Query = PortalPages.Search(q) }
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
        MapLanguage("nb");
        MapLanguage("en");

        void MapLanguage(string language) =>
            pages.MapGet(
                PortalRoutes.Language + language,
                (string? returnTo, HttpContext http) =>
                {
                    http.Response.Cookies.Append(
                        PortalFilter.LanguageCookie,
                        language,
                        new CookieOptions
                        {
                            HttpOnly = true,
                            IsEssential = true,
                            SameSite = SameSiteMode.Lax,
                        }
                    );
                    return PortalAnswers.See(PortalRoutes.OwnOrOverview(returnTo));
                }
            );
    }
}
