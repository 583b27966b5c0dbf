using SystemUser.Sandbox.Authentication.Internal.Access;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Authentication.Internal.Requests;

/// <summary>A change request as its vendor sees it.</summary>
internal sealed record ChangeRequestAnswer(
    Guid Id,
    string ExternalRef,
    string SystemId,
    Guid SystemUserId,
    string PartyOrgNo,
    IReadOnlyList<Right> RequiredRights,
    IReadOnlyList<Right> UnwantedRights,
    IReadOnlyList<AccessPackageReference> RequiredAccessPackages,
    IReadOnlyList<AccessPackageReference> UnwantedAccessPackages,
    string Status,
    string? RedirectUrl,
    string ConfirmUrl,
    DateTime Created,
    bool TimedOut
)
{
    private const string Path = "/accessmanagement/ui/systemuser/changerequest";

    public static ChangeRequestAnswer Of(ChangeRequest request, WireAddress address, DateTimeOffset now)
    {
        var timedOut = request.IsTimedOut(now);
        return new ChangeRequestAnswer(
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
