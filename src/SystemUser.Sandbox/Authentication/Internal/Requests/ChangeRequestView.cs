using SystemUser.Sandbox.Authentication.Internal.Access;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Authentication.Internal.Requests;

/// <summary>A change request as its vendor sees it.</summary>
internal sealed record ChangeRequestView(
    Guid Id,
    string ExternalRef,
    string SystemId,
    Guid SystemUserId,
    string PartyOrgNo,
    IReadOnlyList<RequestedRight> RequiredRights,
    IReadOnlyList<RequestedRight> UnwantedRights,
    IReadOnlyList<AccessPackageReference> RequiredAccessPackages,
    IReadOnlyList<AccessPackageReference> UnwantedAccessPackages,
    string Status,
    string? RedirectUrl,
    string? ConfirmUrl,
    DateTime Created,
    bool TimedOut
)
{
    private const string Path = "/accessmanagement/ui/systemuser/changerequest";

    public static ChangeRequestView Of(UserChangeRequest request, WireAddress address, DateTimeOffset now)
    {
        var timedOut = request.IsTimedOut(now);
        return new ChangeRequestView(
            request.Id,
            request.ExternalRef,
            request.SystemId,
            request.SystemUserId,
            request.Party,
            RequestedAccess.WriteRights(request.RequiredRights),
            RequestedAccess.WriteRights(request.UnwantedRights),
            RequestedAccess.WritePackages(request.RequiredAccessPackages),
            RequestedAccess.WritePackages(request.UnwantedAccessPackages),
            timedOut ? "Timedout" : request.Status.ToString(),
            request.RedirectUrl,
            request.Status == RequestStatus.NoChangeNeeded
                ? ""
                : address.At($"{Path}?id={request.Id}&DONTCHOOSEREPORTEE=true"),
            request.Created.UtcDateTime,
            timedOut
        );
    }
}
