using SystemUser.Sandbox.Authentication.Internal.Vendors;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Authentication.Internal.SystemRegister;

/// <summary>The system register's API for vendors.</summary>
internal sealed class SystemEndpoints(Systems systems, WorldStore store)
{
    private const string Vendors = "systemregister/vendor";
    private const string System = Vendors + "/{systemId}";
    private const string Scope = AuthenticationScopes.RegisterWrite;

    public void Map(VendorRoutes routes)
    {
        routes.Get(Vendors, Scope, ListAsync);
        routes.Post(Vendors, Scope, CreateAsync);
        routes.Get(System, Scope, GetAsync);
        routes.Put(System, Scope, UpdateAsync);
        routes.Delete(System, Scope, DeleteAsync);
        routes.Put(System + "/rights", Scope, UpdateRightsAsync);
        routes.Put(System + "/accesspackages", Scope, UpdatePackagesAsync);
        routes.Get(System + "/changelog", Scope, GetChangeLogAsync);
    }

    private Task ListAsync(HttpContext context, Vendor vendor)
    {
        var world = store.Current;
        return Reply.JsonAsync(
            context,
            systems.List(vendor).Select(system => SystemSummary.Of(world, system)),
            AuthenticationJson.Default.IEnumerableSystemSummary
        );
    }

    private async Task CreateAsync(HttpContext context, Vendor vendor)
    {
        var body = await JsonBody.ReadAsync(
            context.Request,
            AuthenticationJson.Default.SystemBody,
            context.RequestAborted
        );
        var result = body.Is(out var registration, out var problem) ? systems.Create(vendor, registration) : problem;
        await (
            result.Is(out var system, out problem)
                ? Reply.JsonAsync(context, system.InternalId, AuthenticationJson.Default.Guid)
                : Reply.ProblemAsync(context, problem)
        );
    }

    private Task GetAsync(HttpContext context, Vendor vendor) =>
        systems.Find(vendor, context.Text("systemId")).Is(out var system, out var problem)
            ? Reply.JsonAsync(context, SystemAnswer.Of(system), AuthenticationJson.Default.SystemAnswer)
            : Reply.ProblemAsync(context, problem);

    private async Task UpdateAsync(HttpContext context, Vendor vendor)
    {
        var body = await JsonBody.ReadAsync(
            context.Request,
            AuthenticationJson.Default.SystemBody,
            context.RequestAborted
        );
        await ConfirmAsync(
            context,
            body.Is(out var change, out var problem)
                ? systems.Update(vendor, context.Text("systemId"), change)
                : problem
        );
    }

    private async Task UpdateRightsAsync(HttpContext context, Vendor vendor)
    {
        var body = await JsonBody.ReadAsync(
            context.Request,
            AuthenticationJson.Default.IReadOnlyListRight,
            context.RequestAborted
        );
        await ConfirmAsync(
            context,
            body.Is(out var rights, out var problem)
                ? systems.UpdateRights(vendor, context.Text("systemId"), rights)
                : problem
        );
    }

    private async Task UpdatePackagesAsync(HttpContext context, Vendor vendor)
    {
        var body = await JsonBody.ReadAsync(
            context.Request,
            AuthenticationJson.Default.IReadOnlyListAccessPackageReference,
            context.RequestAborted
        );
        await ConfirmAsync(
            context,
            body.Is(out var packages, out var problem)
                ? systems.UpdatePackages(vendor, context.Text("systemId"), packages)
                : problem
        );
    }

    private Task DeleteAsync(HttpContext context, Vendor vendor) =>
        ConfirmAsync(context, systems.Delete(vendor, context.Text("systemId")));

    private Task GetChangeLogAsync(HttpContext context, Vendor vendor) =>
        systems.ChangeLog(vendor, context.Text("systemId")).Is(out var log, out var problem)
            ? Reply.JsonAsync(
                context,
                log.Changes.Select(change => SystemChangeAnswer.Of(log.System, change)),
                AuthenticationJson.Default.IEnumerableSystemChangeAnswer
            )
            : Reply.ProblemAsync(context, problem);

    private static Task ConfirmAsync(HttpContext context, Result<RegisteredSystem> result) =>
        result.Problem is { } problem
            ? Reply.ProblemAsync(context, problem)
            : Reply.JsonAsync(context, new UpdateAnswer(Succeeded: true), AuthenticationJson.Default.UpdateAnswer);
}
