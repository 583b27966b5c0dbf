using SystemUser.Sandbox.AccessManagement.Internal;
using SystemUser.Sandbox.World.Internal.Access;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Portal.Internal;

/// <summary>Something that awaits an answer of an organization.</summary>
/// <param name="Address">Where it is answered.</param>
/// <param name="Text">What it is.</param>
/// <param name="SystemId">The system that it is about.</param>
/// <param name="ExternalRef">The vendor's reference.</param>
/// <param name="Since">Since when.</param>
internal sealed record WaitingRequest(
    string Address,
    string Text,
    string SystemId,
    string ExternalRef,
    DateTimeOffset Since
)
{
    /// <summary>What awaits the visitor's answer, the newest first.</summary>
    public static IReadOnlyList<WaitingRequest> Of(
        PortalVisit visit,
        RequestAnswers requests,
        ChangeAnswers changes,
        IEnumerable<RegisteredSystemUser> users
    )
    {
        var (pid, organization) = (visit.Actor!.Person.Pid, visit.Actor.Organization);
        var (world, governs) = (visit.World, visit.Governs);
        return
        [
            .. requests
                .Pending(organization.Number)
                .Where(request => Authority.MayAnswer(world, pid, organization, request.Kind))
                .Select(request =>
                    Of(visit, request, RequestPages.AddressOf(request), ("ber om tilgang", "asks for access"))
                )
                .Concat(
                    changes
                        .Pending(organization.Number)
                        .Where(request => Authority.MayAnswer(world, pid, organization, request.Kind))
                        .Select(request =>
                            Of(
                                visit,
                                request,
                                $"{PortalRoutes.ChangeRequest}?id={request.Id}",
                                ("ber om endret tilgang", "asks for a changed access")
                            )
                        )
                )
                .Concat(
                    users
                        .Where(user => governs && RightsNotice.Find(world, user) is not null)
                        .Select(user => Of(visit, user))
                )
                .OrderByDescending(waiting => waiting.Since),
        ];
    }

    private static WaitingRequest Of(
        PortalVisit visit,
        VendorRequest request,
        string address,
        (string Bokmaal, string English) asks
    ) =>
        new(
            address,
            visit.SystemName(request.SystemId) + " " + visit.Text(asks.Bokmaal, asks.English),
            request.SystemId,
            request.ExternalRef,
            request.Created
        );

    private static WaitingRequest Of(PortalVisit visit, RegisteredSystemUser user) =>
        new(
            PortalRoutes.Notice(user.Id),
            visit.Text("Et system har endret hva det ber om:", "A system has changed what it asks for:")
                + " "
                + visit.SystemName(user.SystemId),
            user.SystemId,
            user.ExternalRef,
            visit.World.Systems.Find(user.SystemId)!.LastChanged
        );
}
