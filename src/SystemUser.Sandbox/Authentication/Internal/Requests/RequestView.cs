using SystemUser.Sandbox.Authentication.Internal.Access;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Authentication.Internal.Requests;

/// <summary>A request for a system user as its vendor sees it; an agent's has no rights.</summary>
internal sealed record RequestView(
    Guid Id,
    string? IntegrationTitle,
    string ExternalRef,
    string SystemId,
    string PartyOrgNo,
    IReadOnlyList<RequestedRight>? Rights,
    IReadOnlyList<AccessPackageReference> AccessPackages,
    string Status,
    string? RedirectUrl,
    string? ConfirmUrl,
    bool Escalated,
    DateTime Created,
    bool TimedOut
)
{
    private const string StandardPath = "/accessmanagement/ui/systemuser/request";
    private const string AgentPath = "/accessmanagement/ui/systemuser/agentrequest";

    public static RequestView Of(NewUserRequest request, WireAddress address, DateTimeOffset now)
    {
        var isAgent = request.Kind == SystemUserKind.Agent;
        var timedOut = request.IsTimedOut(now);
        return new RequestView(
            request.Id,
            request.IntegrationTitle,
            request.ExternalRef,
            request.SystemId,
            request.Party,
            isAgent ? null : RequestedAccess.WriteRights(request.Rights, request.WrittenRights),
            RequestedAccess.WritePackages(request.AccessPackages),
            timedOut ? "Timedout" : request.Status.ToString(),
            request.RedirectUrl,
            address.At($"{(isAgent ? AgentPath : StandardPath)}?id={request.Id}&DONTCHOOSEREPORTEE=true"),
            request.Escalated,
            request.Created.UtcDateTime,
            timedOut
        );
    }
}
