using SystemUser.Sandbox.Authentication.Internal.Access;
using SystemUser.Sandbox.Authentication.Internal.SystemRegister;
using SystemUser.Sandbox.Portal.Pages;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Portal.Internal;

/// <summary>A vendor's systems, registered by hand.</summary>
internal sealed class VendorPages(Systems systems)
{
    public void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(
            PortalRoutes.Vendor,
            (PortalVisit visit, string? page, string? done) =>
                PortalPages.ForActor(
                    visit,
                    _ =>
                        PortalAnswers.Show<VendorSystems>(
                            new { PageNumber = PortalPages.PageNumber(page), What = done }
                        )
                )
        );
        pages.MapGet(
            PortalRoutes.NewSystem,
            (PortalVisit visit) => PortalPages.ForGovernor(visit, _ => PortalAnswers.Show<NewSystem>())
        );
        pages.MapPost(
            PortalRoutes.NewSystem,
            (PortalVisit visit, HttpRequest request) =>
                PortalPages.ForGovernor(visit, actor => Register(visit, actor, request.Form))
        );
    }

    private IResult Register(PortalVisit visit, Actor actor, IFormCollection form)
    {
        var number = actor.Organization.Number;
        var result = systems.Create(new(number, ClientId: null), ReadBody(number, form));
        return result.Is(out _, out var problem)
            ? PortalAnswers.See(PortalRoutes.Vendor + "?done=registered")
            : PortalAnswers.Show<NewSystem>(
                new { Problems = ProblemTexts.All(visit, problem), Values = PortalPages.Values(form) },
                problem.Status
            );
    }

    private static SystemBody ReadBody(string number, IFormCollection form)
    {
        return new SystemBody(
            form["id"].ToString(),
            VendorReference.Of(number),
            Text("name"),
            Text("description"),
            [.. form["right"].Select(id => new RequestedRight([new AttributePair(AttributePair.ResourceId, id)]))],
            [.. form["package"].Select(urn => new AccessPackageReference(urn))],
            Lines("clients"),
            Lines("redirects"),
            form["visible"] == "yes"
        );

        LanguageTexts? Text(string name) =>
            form[name].ToString().Trim() is { Length: > 0 } text ? new LanguageTexts(text, text, text) : null;

        string[] Lines(string name) =>
            form[name].ToString().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }
}
