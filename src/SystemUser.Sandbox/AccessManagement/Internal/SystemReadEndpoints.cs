using SystemUser.Sandbox.Authentication.Internal.Access;
using SystemUser.Sandbox.Authentication.Internal.SystemRegister;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;

namespace SystemUser.Sandbox.AccessManagement.Internal;

/// <summary>
/// The calls with which Altinn's portal shows systems to choose from. Source: Altinn/altinn-authentication,
/// <c>SystemRegisterController</c>.
/// </summary>
internal sealed class SystemReadEndpoints(WorldStore store, ApiCallers callers)
{
    private const string Systems = "/authentication/api/v1/systemregister";
    private const string System = Systems + "/{systemId}";

    private static readonly Problem s_notFound = new(
        "SANDBOX-00303",
        404,
        "No system in the system register has this id."
    )
    {
        Form = ProblemForm.Framework,
    };

    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Systems, List);
        endpoints.MapGet(System, Get);
        endpoints.MapGet(System + "/rights", GetRights);
        endpoints.MapGet(System + "/accesspackages", GetPackages);
    }

    private IResult List(HttpRequest request) =>
        Reader(request)
            .Match(world =>
                Answers.Ok(
                    world
                        .Systems.All.Where(system => system is { IsDeleted: false, IsVisible: true })
                        .OrderBy(system => system.Id, StringComparer.Ordinal)
                        .Select(system => SystemSummary.Of(world, system)),
                    PortalReadJson.Default.IEnumerableSystemSummary
                )
            );

    private IResult Get(string systemId, HttpRequest request) =>
        Reader(request)
            .Then<SystemSummary>(world =>
                world.Systems.Find(systemId) is { } system ? SystemSummary.Of(world, system) : s_notFound
            )
            .Match(summary => Answers.Ok(summary, PortalReadJson.Default.SystemSummary));

    // An unknown system has nothing.
    private IResult GetRights(string systemId, HttpRequest request) =>
        Reader(request)
            .Match(world =>
                Answers.Ok(
                    world.Systems.Find(systemId) is { } system
                        ? RequestedAccess.WriteRights(system.Rights, system.WrittenRights)
                        : [],
                    PortalReadJson.Default.IReadOnlyListRequestedRight
                )
            );

    private IResult GetPackages(string systemId, HttpRequest request) =>
        Reader(request)
            .Match(world =>
                Answers.Ok(
                    RequestedAccess.WritePackages(world.Systems.Find(systemId)?.AccessPackages ?? []),
                    PortalReadJson.Default.IReadOnlyListAccessPackageReference
                )
            );

    private Result<WorldState> Reader(HttpRequest request) =>
        callers.Find(request, PortalScopes.Portal).Then<WorldState>(_ => store.Current);
}
