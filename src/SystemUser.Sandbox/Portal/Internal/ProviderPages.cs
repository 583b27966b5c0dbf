using SystemUser.Sandbox.Maskinporten.Internal.Scopes;
using SystemUser.Sandbox.Portal.Pages;
using SystemUser.Sandbox.Wire.Internal.Http;

namespace SystemUser.Sandbox.Portal.Internal;

/// <summary>A provider's scopes and whom they are granted to, and the resources with their rules.</summary>
internal sealed class ProviderPages(ScopeRegistry scopes)
{
    public void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(
            PortalRoutes.Scopes,
            (PortalVisit visit, string? done) =>
                PortalPages.ForActor(visit, _ => PortalAnswers.Show<ProviderScopes>(new { What = done }))
        );
        pages.MapPost(
            PortalRoutes.Scopes,
            (PortalVisit visit, HttpRequest request) =>
                PortalPages.ForGovernor(visit, actor => Change(visit, actor, request.Form))
        );
        pages.MapGet(
            PortalRoutes.Resources,
            (string? q, string? page) =>
                PortalAnswers.Show<Resources>(
                    new { Query = PortalPages.Search(q), PageNumber = PortalPages.PageNumber(page) }
                )
        );
        pages.MapGet(
            PortalRoutes.Resources + "/{id}",
            (PortalVisit visit, string id) =>
                visit.World.Resources.Find(id) is { } resource
                    ? PortalAnswers.Show<Resource>(new { resource.Id })
                    : PortalAnswers.Refuse(SandboxProblems.ResourceNotFound)
        );
    }

    private IResult Change(PortalVisit visit, Actor actor, IFormCollection form)
    {
        var (name, owner) = (form["scope"].ToString().Trim(), actor.Organization.Number);
        var number = form["organization"].ToString().Replace(" ", "", StringComparison.Ordinal);
        return form["change"].ToString() switch
        {
            "create" => actor.Organization.OrgCode is null
                ? PortalAnswers.Refuse(SandboxProblems.NotGovernor)
                : Answer(scopes.Create(new NewScope(name, owner, form["description"].ToString())), "scope"),
            "grant" or "withdraw" when visit.World.Scopes.Find(name)?.Owner != owner => PortalAnswers.Refuse(
                SandboxProblems.NotGovernor
            ),
            "grant" => Answer(scopes.Grant(name, number), "granted"),
            "withdraw" => Answer(scopes.Withdraw(name, number), "withdrawn"),
            _ => PortalAnswers.Refuse(PortalProblems.NothingChosen),
        };

        static IResult Answer(Result<World.Internal.Model.Scope> result, string done) =>
            PortalAnswers.SeeOrRefuse(result, _ => $"{PortalRoutes.Scopes}?done={done}");
    }
}
