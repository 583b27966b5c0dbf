using SystemUser.Sandbox.Authentication.Internal.Requests;
using SystemUser.Sandbox.Authentication.Internal.Vendors;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Access;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Authentication.Internal.SystemUsers;

/// <summary>The API of system users for vendors and for Maskinporten.</summary>
internal sealed class SystemUserEndpoints(WorldStore store, WireAddress address)
{
    public void Map(VendorRoutes routes)
    {
        routes.Get("systemuser/vendor/bysystem/{systemId}", AuthenticationScopes.RegisterWrite, ListAsync);
        routes.Get("systemuser/vendor/byquery", AuthenticationScopes.RequestWrite, GetByQueryAsync);
        routes.Get("systemuser/byExternalId", AuthenticationScopes.SystemUserRead, GetByExternalIdAsync);
    }

    private Task ListAsync(HttpContext context, Vendor vendor)
    {
        var world = store.Current;
        return Reply.ResultAsync(
            context,
            SystemUserRequests.FindSystem(world, vendor, context.Text("systemId")).Is(out var system, out var problem)
                ? Paging.Take(
                    context,
                    address,
                    world.SystemUsers.Where(By.SystemUserSystem, system.Id).Where(user => !user.IsDeleted),
                    user => user.Id,
                    user => SystemUserAnswer.Of(world, user)
                )
                : problem,
            AuthenticationJson.Default.SystemUserPage
        );
    }

    private Task GetByQueryAsync(HttpContext context, Vendor vendor)
    {
        if (context.QueryText("system-id") is not { } systemId || context.QueryText("orgno") is not { } owner)
        {
            return Reply.ProblemAsync(context, Problems.ParameterInvalid.With("system-id and orgno are required."));
        }

        var world = store.Current;
        return AnswerAsync(
            context,
            world,
            SystemUserRequests.FindSystem(world, vendor, systemId).Problem is null
                ? SystemUserLookup.Find(world, systemId, owner, context.QueryText("external-ref"))
                : null
        );
    }

    // Maskinporten asks for every vendor, so that it is not asked who calls.
    private Task GetByExternalIdAsync(HttpContext context, Vendor vendor)
    {
        if (
            context.QueryText("clientId") is not { } clientId
            || context.QueryText("systemProviderOrgNo") is not { } provider
            || context.QueryText("systemUserOwnerOrgNo") is not { } owner
        )
        {
            return Reply.ProblemAsync(
                context,
                Problems.ParameterInvalid.With("clientId, systemProviderOrgNo and systemUserOwnerOrgNo are required.")
            );
        }

        var world = store.Current;
        return AnswerAsync(
            context,
            world,
            SystemUserLookup.FindByExternalId(world, clientId, provider, owner, context.QueryText("externalRef"))
        );
    }

    private static Task AnswerAsync(HttpContext context, WorldState world, RegisteredSystemUser? user) =>
        user is null
            ? Reply.ProblemAsync(context, Problems.SystemUserNotFound)
            : Reply.JsonAsync(context, SystemUserAnswer.Of(world, user), AuthenticationJson.Default.SystemUserAnswer);
}
