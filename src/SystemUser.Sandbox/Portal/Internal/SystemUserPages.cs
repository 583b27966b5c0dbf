using SystemUser.Sandbox.Portal.Pages;

namespace SystemUser.Sandbox.Portal.Internal;

/// <summary>An organization's system accesses.</summary>
internal sealed class SystemUserPages
{
    public void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(
            PortalRoutes.Overview,
            (PortalVisit visit, string? q, string? page) =>
                PortalPages.ForActor(
                    visit,
                    _ =>
                        PortalAnswers.Show<Overview>(
                            new { Query = PortalPages.Search(q), PageNumber = PortalPages.PageNumber(page) }
                        )
                )
        );
    }
}
