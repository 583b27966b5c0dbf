using SystemUser.Sandbox.Authentication.Internal.Vendors;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Access;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Authentication.Internal.SystemUsers;

/// <summary>The API of system users for vendors and for Maskinporten.</summary>
internal sealed class VendorSystemUserEndpoints(WorldStore store, WireAddress address)
{
    private static readonly Problem s_notFound = new("SANDBOX-00311", 404, "There is no such system user.")
    {
        Form = ProblemForm.Framework,
    };

    public void Map(VendorRoutes routes)
    {
        routes.Get("systemuser/vendor/bysystem/{systemId}", AuthenticationScopes.RegisterWrite, List);
        routes.Get("systemuser/vendor/byquery", AuthenticationScopes.RequestWrite, GetByQuery);
        routes.Get("systemuser/byExternalId", AuthenticationScopes.SystemUserRead, GetByExternalId);
    }

    private IResult List(HttpRequest request, CallingVendor vendor)
    {
        var world = store.Current;
        return vendor
            .FindSystem(world, request.Route("systemId"))
            .Then(system =>
                Paging.Take(
                    request,
                    address,
                    world.SystemUsers.Where(By.SystemUserSystem, system.Id).Where(user => !user.IsDeleted),
                    user => user.Id,
                    user => SystemUserAnswer.Of(world, user)
                )
            )
            .Match(page => Answers.Ok(page, AuthenticationJson.Default.SystemUserPage));
    }

    private IResult GetByQuery(HttpRequest request, CallingVendor vendor) =>
        request
            .RequiredText("system-id", "systemId")
            .Then(systemId =>
                request
                    .RequiredText("orgno", "orgno")
                    .Then(owner => FindOwn(vendor, systemId, owner, request.QueryText("external-ref")))
            )
            .Match(Show);

    // Maskinporten asks for every vendor, so it does not matter who calls.
    private IResult GetByExternalId(HttpRequest request, CallingVendor vendor) =>
        request
            .RequiredText("clientId", "clientId")
            .Then(clientId =>
                request
                    .RequiredText("systemProviderOrgNo", "systemProviderOrgNo")
                    .Then(provider =>
                        request
                            .RequiredText("systemUserOwnerOrgNo", "systemUserOwnerOrgNo")
                            .Then(owner =>
                                OrNotFound(
                                    SystemUserLookup.FindByExternalId(
                                        store.Current,
                                        clientId,
                                        provider,
                                        owner,
                                        request.QueryText("externalRef")
                                    )
                                )
                            )
                    )
            )
            .Match(Show);

    private Result<RegisteredSystemUser> FindOwn(
        CallingVendor vendor,
        string systemId,
        string owner,
        string? externalRef
    )
    {
        var world = store.Current;
        return OrNotFound(
            vendor.FindSystem(world, systemId).Problem is null
                ? SystemUserLookup.Find(world, systemId, owner, externalRef)
                : null
        );
    }

    private static Result<RegisteredSystemUser> OrNotFound(RegisteredSystemUser? user) =>
        user is null ? s_notFound : user;

    private IResult Show(RegisteredSystemUser user) =>
        Answers.Ok(SystemUserAnswer.Of(store.Current, user), AuthenticationJson.Default.SystemUserAnswer);
}
