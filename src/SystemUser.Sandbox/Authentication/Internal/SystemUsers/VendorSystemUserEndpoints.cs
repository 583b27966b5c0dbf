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

    private IResult GetByQuery(HttpRequest request, CallingVendor vendor)
    {
        if (request.QueryText("system-id") is not { } systemId || request.QueryText("orgno") is not { } owner)
        {
            return Problems.ParameterInvalid.With("system-id and orgno are required.").ToResult();
        }

        var world = store.Current;
        return Show(
            world,
            vendor.FindSystem(world, systemId).Problem is null
                ? SystemUserLookup.Find(world, systemId, owner, request.QueryText("external-ref"))
                : null
        );
    }

    // Maskinporten asks for every vendor, so it does not matter who calls.
    private IResult GetByExternalId(HttpRequest request, CallingVendor vendor)
    {
        if (
            request.QueryText("clientId") is not { } clientId
            || request.QueryText("systemProviderOrgNo") is not { } provider
            || request.QueryText("systemUserOwnerOrgNo") is not { } owner
        )
        {
            return Problems
                .ParameterInvalid.With("clientId, systemProviderOrgNo and systemUserOwnerOrgNo are required.")
                .ToResult();
        }

        var world = store.Current;
        return Show(
            world,
            SystemUserLookup.FindByExternalId(world, clientId, provider, owner, request.QueryText("externalRef"))
        );
    }

    private static IResult Show(WorldState world, RegisteredSystemUser? user) =>
        user is null
            ? Problems.SystemUserNotFound.ToResult()
            : Answers.Ok(SystemUserAnswer.Of(world, user), AuthenticationJson.Default.SystemUserAnswer);
}
