using System.Text.Json;
using SystemUser.Sandbox.Authentication.Internal;
using SystemUser.Sandbox.Authentication.Internal.Requests;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Workbench.Internal.Shelves;

/// <summary>Requests as the vendor gets them over HTTP.</summary>
internal static class RequestTexts
{
    public static string Of(NewUserRequest request, WireAddress address, DateTimeOffset now) =>
        Readable.Of(
            JsonSerializer.Serialize(RequestView.Of(request, address, now), AuthenticationJson.Default.RequestView)
        );

    public static string Of(UserChangeRequest request, WireAddress address, DateTimeOffset now) =>
        Readable.Of(
            JsonSerializer.Serialize(
                ChangeRequestView.Of(request, address, now),
                AuthenticationJson.Default.ChangeRequestView
            )
        );
}
