using System.Text.Json.Serialization.Metadata;
using SystemUser.Sandbox.Authentication.Internal.Vendors;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Authentication.Internal.SystemRegister;

/// <summary>The system register's API for vendors.</summary>
internal sealed class SystemEndpoints(Systems systems, WorldStore store)
{
    public const string Vendors = "systemregister/vendor";
    private const string System = Vendors + "/{systemId}";
    private const string Scope = AuthenticationScopes.RegisterWrite;

    public void Map(VendorRoutes routes)
    {
        routes.Get(Vendors, Scope, List);
        routes.Post(Vendors, Scope, CreateAsync);
        routes.Get(System, Scope, Get);
        routes.Put(System, Scope, UpdateWith(AuthenticationJson.Default.SystemBody, systems.Update));
        routes.Delete(System, Scope, (request, vendor) => Confirm(systems.Delete(vendor, request.Route("systemId"))));
        routes.Put(
            System + "/rights",
            Scope,
            UpdateWith(AuthenticationJson.Default.IReadOnlyListRequestedRight, systems.UpdateRights)
        );
        routes.Put(
            System + "/accesspackages",
            Scope,
            UpdateWith(AuthenticationJson.Default.IReadOnlyListAccessPackageReference, systems.UpdatePackages)
        );
        routes.Get(System + "/changelog", Scope, GetChangeLog);
    }

    private IResult List(HttpRequest request, CallingVendor vendor)
    {
        var world = store.Current;
        return Answers.Ok(
            systems.List(vendor).Select(system => SystemSummary.Of(world, system)),
            AuthenticationJson.Default.IEnumerableSystemSummary
        );
    }

    private async Task<IResult> CreateAsync(HttpRequest request, CallingVendor vendor)
    {
        var body = await JsonBody.ReadAsync(
            request,
            AuthenticationJson.Default.SystemBody,
            request.HttpContext.RequestAborted
        );
        return body.Then(registration => systems.Create(vendor, registration))
            .Match(system => Answers.Ok(system.InternalId, AuthenticationJson.Default.Guid));
    }

    private IResult Get(HttpRequest request, CallingVendor vendor) =>
        systems
            .Find(vendor, request.Route("systemId"))
            .Match(system => Answers.Ok(SystemAnswer.Of(system), AuthenticationJson.Default.SystemAnswer));

    private IResult GetChangeLog(HttpRequest request, CallingVendor vendor) =>
        systems
            .ChangeLog(vendor, request.Route("systemId"))
            .Match(log =>
                Answers.Ok(
                    log.Changes.Select(change => SystemChangeAnswer.Of(log.System, change)),
                    AuthenticationJson.Default.IEnumerableSystemChangeAnswer
                )
            );

    private static Func<HttpRequest, CallingVendor, Task<IResult>> UpdateWith<TBody>(
        JsonTypeInfo<TBody> type,
        Func<CallingVendor, string, TBody, Result<VendorSystem>> update
    )
        where TBody : notnull =>
        async (request, vendor) =>
        {
            var body = await JsonBody.ReadAsync(request, type, request.HttpContext.RequestAborted);
            return Confirm(body.Then(change => update(vendor, request.Route("systemId"), change)));
        };

    private static IResult Confirm(Result<VendorSystem> result) =>
        result.Match(_ => Answers.Ok(new UpdateAnswer(Succeeded: true), AuthenticationJson.Default.UpdateAnswer));
}

/// <summary>What a change of a system is answered with.</summary>
/// <param name="Succeeded">Always <see langword="true"/>; a failure is a problem.</param>
internal sealed record UpdateAnswer(bool Succeeded);
