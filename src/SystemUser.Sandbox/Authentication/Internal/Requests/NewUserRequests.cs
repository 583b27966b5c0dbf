using SystemUser.Sandbox.Authentication.Internal.Access;
using SystemUser.Sandbox.Authentication.Internal.Vendors;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Access;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Authentication.Internal.Requests;

/// <summary>Requests for system users as their vendors make them.</summary>
/// <remarks>
/// Source of the checks and their order: Altinn/altinn-authentication, <c>RequestSystemUserService</c>; whether the
/// system is the vendor's is looked at first.
/// </remarks>
internal sealed class NewUserRequests(WorldStore store, TimeProvider clock)
    : VendorRequests<NewUserRequest>(store, clock, By.RequestSystem)
{
    /// <summary>Makes a request; or finds the one that there is, unless it has timed out.</summary>
    public Result<(NewUserRequest Request, bool IsNew)> Create(
        CallingVendor vendor,
        SystemUserKind kind,
        RequestBody body
    ) =>
        FindMissing(body, kind) is { } missing
            ? missing
            : Store.Change<(NewUserRequest, bool)>(draft =>
            {
                if (!vendor.FindSystem(draft.State, body.SystemId?.Trim()).Is(out var system, out var problem))
                {
                    return problem;
                }

                var now = Clock.GetUtcNow();
                var party = body.PartyOrgNo?.Trim() ?? "";
                var externalRef = body.ExternalRef?.Trim() is { Length: > 0 } given ? given : party;
                if (SystemUserLookup.Find(draft.State, system.Id, party, externalRef) is not null)
                {
                    return Problems.SystemUserExists;
                }

                var requests = draft
                    .State.Requests.Where(By.RequestTriple, By.Triple(system.Id, party, externalRef))
                    .ToLookup(request => request.Kind);
                if (FindFirst(requests[kind], party, externalRef, now) is { } existing && !existing.IsTimedOut(now))
                {
                    return (existing, false);
                }

                // A standard request stands in the way of one for an agent, and not the other way round.
                if (
                    FindFirst(requests[SystemUserKind.Standard], party, externalRef, now) is { } standard
                    && !standard.IsTimedOut(now)
                )
                {
                    return OfAnotherKind(standard);
                }

                if (!Read(draft.State, system, kind, body, party, externalRef).Is(out var request, out problem))
                {
                    return problem;
                }

                draft.Put(request);
                return (request, true);
            });

    private Result<NewUserRequest> Read(
        WorldState world,
        VendorSystem system,
        SystemUserKind kind,
        RequestBody body,
        string party,
        string externalRef
    )
    {
        var redirectUrl = body.RedirectUrl?.Trim() is { Length: > 0 } url ? url : null;
        var packages = RequestedAccess.ReadPackages(body.AccessPackages);
        var rights = kind == SystemUserKind.Agent ? [] : RequestedAccess.ReadRights(body.Rights);
        var namesNoList = kind == SystemUserKind.Standard && body is { Rights: null, AccessPackages: null };
        var problem =
            world.Organizations.Find(party) is not { IsDeleted: false } ? Problems.PartyNotFound
            : RedirectUrls.FindProblem(system.RedirectUrls, redirectUrl) is { } wrongUrl ? wrongUrl
            : namesNoList ? Problems.RightNotDelegable
            : packages.IsEmpty && kind == SystemUserKind.Agent ? Problems.AgentNeedsPackage
            : packages.IsEmpty && rights is { IsEmpty: true } ? Problems.NeedsRightOrPackage
            : RequestedAccess.FindProblem(world, system, kind, rights, packages);
        return problem is not null
            ? problem
            : new NewUserRequest
            {
                Id = Guid.NewGuid(),
                Kind = kind,
                SystemId = system.Id,
                Party = party,
                ExternalRef = externalRef,
                IntegrationTitle = body.IntegrationTitle?.Trim() is { Length: > 0 } title ? title : system.Name.Nb,
                Rights = RequestedAccess.ResourcesOf(rights!.Value),
                WrittenRights = rights.Value,
                AccessPackages = [.. packages.Distinct()],
                RedirectUrl = redirectUrl,
                Created = Clock.GetUtcNow(),
            };
    }

    private static Problem? FindMissing(RequestBody body, SystemUserKind kind) =>
        body.SystemId is null ? Missing("SystemId")
        : body.PartyOrgNo is null ? Missing("PartyOrgNo")
        : body.AccessPackages is null && kind == SystemUserKind.Agent ? Missing("AccessPackages")
        : null;

    private static Problem Missing(string member) =>
        SandboxProblems.BodyInvalid.At(member, $"The {member} field is required.");

    private static Problem OfAnotherKind(NewUserRequest request) =>
        request.Status switch
        {
            RequestStatus.Accepted => Problems.RequestAccepted,
            RequestStatus.Rejected => Problems.RequestRejected,
            RequestStatus.Denied => Problems.RequestDenied,
            _ => Problems.RequestPending,
        };
}
