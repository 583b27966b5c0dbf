using SystemUser.Sandbox.Authentication.Internal.Vendors;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Authentication.Internal.Requests;

/// <summary>The API of change requests for vendors.</summary>
internal sealed class ChangeRequestEndpoints(UserChangeRequests requests, WireAddress address, TimeProvider clock)
{
    private const string PortalPath = "systemuser/changerequest";
    private const string Path = PortalPath + "/vendor";

    private readonly RequestRoutes<UserChangeRequest, ChangeRequestView> _existing = new(
        requests,
        address,
        PortalPath,
        request => ChangeRequestView.Of(request, address, clock.GetUtcNow()),
        AuthenticationJson.Default.ChangeRequestView,
        AuthenticationJson.Default.ChangeRequestPage
    );

    public void Map(VendorRoutes routes)
    {
        routes.Post(Path, AuthenticationScopes.RequestWrite, CreateAsync);
        _existing.MapReading(routes, Path, SystemUserKind.Standard);
        _existing.MapWithdrawal(routes, Path);
    }

    private async Task<IResult> CreateAsync(HttpRequest request, CallingVendor vendor)
    {
        var body = await JsonBody.ReadAsync(
            request,
            AuthenticationJson.Default.ChangeRequestBody,
            request.HttpContext.RequestAborted
        );
        if (!body.Is(out var change, out var problem))
        {
            return problem.ToResult();
        }

        if (!Guid.TryParse(request.QueryText("correlation-id"), out var id) || id == Guid.Empty)
        {
            return Answers.Text(
                "Missing or invalid QueryParameter: correlation-id. Generate a unique UUID (RFC 4122) for this Change Request, and add as a Query Parameter.",
                StatusCodes.Status400BadRequest
            );
        }

        var asked = Guid.TryParse(request.QueryText("system-user-id"), out var userId) ? userId : Guid.Empty;
        if (!requests.FindSystemUser(vendor, asked).Is(out var user, out problem))
        {
            return problem.ToResult();
        }

        if (id == user.Id)
        {
            return Answers.Text(
                "The correlation-id should not be the same as the system-user-id. Generate a unique id.",
                StatusCodes.Status400BadRequest
            );
        }

        return _existing.ShowMade(request, requests.Create(vendor, id, user, change));
    }
}
