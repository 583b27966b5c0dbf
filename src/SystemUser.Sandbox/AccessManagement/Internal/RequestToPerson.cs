using SystemUser.Sandbox.Authentication.Internal.Access;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.AccessManagement.Internal;

/// <summary>A request or change request as Altinn shows it to a person who may answer it or pass it on.</summary>
internal sealed record RequestToPerson
{
    public required Guid Id { get; init; }

    public string? IntegrationTitle { get; init; }

    public required string ExternalRef { get; init; }

    public required string SystemId { get; init; }

    public Guid? SystemUserId { get; init; }

    public required string PartyOrgNo { get; init; }

    public required int PartyId { get; init; }

    public required Guid PartyUuid { get; init; }

    public IReadOnlyList<RequestedRight>? Rights { get; init; }

    public IReadOnlyList<AccessPackageReference>? AccessPackages { get; init; }

    public IReadOnlyList<RequestedRight>? RequiredRights { get; init; }

    public IReadOnlyList<RequestedRight>? UnwantedRights { get; init; }

    public IReadOnlyList<AccessPackageReference>? RequiredAccessPackages { get; init; }

    public IReadOnlyList<AccessPackageReference>? UnwantedAccessPackages { get; init; }

    public required string Status { get; init; }

    public string? RedirectUrl { get; init; }

    public bool? Escalated { get; init; }

    public bool? UserMayEscalateButNotApprove { get; init; }

    public DateTime? Created { get; init; }

    public string? SystemUserType { get; init; }

    public static RequestToPerson Of(
        VendorRequest request,
        Organization party,
        bool mayOnlyEscalate,
        DateTimeOffset now
    )
    {
        var view = new RequestToPerson
        {
            Id = request.Id,
            ExternalRef = request.ExternalRef,
            SystemId = request.SystemId,
            PartyOrgNo = party.Number,
            PartyId = party.PartyId,
            PartyUuid = party.PartyUuid,
            Status = request.IsTimedOut(now) ? "Timedout" : request.Status.ToString(),
            RedirectUrl = request.RedirectUrl,
        };
        return request switch
        {
            NewUserRequest asked => view with
            {
                Rights = RequestedAccess.WriteRights(asked.Rights, asked.WrittenRights),
                AccessPackages = RequestedAccess.WritePackages(asked.AccessPackages),
                Escalated = asked.Escalated,
                UserMayEscalateButNotApprove = mayOnlyEscalate,
                Created = asked.Created.UtcDateTime,
                SystemUserType = asked.Kind == SystemUserKind.Agent ? "Agent" : null,
            },
            UserChangeRequest change => view with
            {
                SystemUserId = change.SystemUserId,
                RequiredRights = RequestedAccess.WriteRights(change.RequiredRights),
                UnwantedRights = RequestedAccess.WriteRights(change.UnwantedRights),
                RequiredAccessPackages = RequestedAccess.WritePackages(change.RequiredAccessPackages),
                UnwantedAccessPackages = RequestedAccess.WritePackages(change.UnwantedAccessPackages),
            },
            _ => view,
        };
    }
}
