using SystemUser.Sandbox.Authentication.Internal.Vendors;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Authentication.Internal.Requests;

/// <summary>The API of requests for system users, standard and agent, for vendors.</summary>
internal sealed class RequestEndpoints(NewUserRequests requests, WireAddress address, TimeProvider clock)
{
    private const string PortalPath = "systemuser/request";
    public const string Standard = PortalPath + "/vendor";
    private const string Agent = Standard + "/agent";

    private readonly RequestRoutes<NewUserRequest, RequestView> _existing = new(
        requests,
        address,
        PortalPath,
        request => RequestView.Of(request, address, clock.GetUtcNow()),
        AuthenticationJson.Default.RequestView,
        AuthenticationJson.Default.RequestPage
    );

    public void Map(VendorRoutes routes)
    {
        MapCreation(routes, Standard, SystemUserKind.Standard);
        MapCreation(routes, Agent, SystemUserKind.Agent);
        _existing.MapReading(routes, Standard, SystemUserKind.Standard);
        _existing.MapReading(routes, Agent, SystemUserKind.Agent);
        _existing.MapWithdrawal(routes, Standard);
    }

    private void MapCreation(VendorRoutes routes, string path, SystemUserKind kind) =>
        routes.Post(
            path,
            AuthenticationScopes.RequestWrite,
            async (request, vendor) =>
            {
                var body = await JsonBody.ReadAsync(
                    request,
                    AuthenticationJson.Default.RequestBody,
                    request.HttpContext.RequestAborted
                );
                return _existing.ShowMade(request, body.Then(asked => requests.Create(vendor, kind, asked)));
            }
        );
}
