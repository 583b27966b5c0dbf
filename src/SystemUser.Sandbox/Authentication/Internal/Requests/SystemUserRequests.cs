using System.Collections.Immutable;
using SystemUser.Sandbox.Authentication.Internal.Access;
using SystemUser.Sandbox.Authentication.Internal.Vendors;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Access;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Authentication.Internal.Requests;

/// <summary>What vendors do with requests for system users: make them, look at them, withdraw them.</summary>
/// <remarks>Source of the checks and their order: Altinn/altinn-authentication, <c>RequestSystemUserService</c>; that the system is the vendor's is looked at first.</remarks>
internal sealed class SystemUserRequests(WorldStore store, TimeProvider clock)
{
    /// <summary>Makes a request; or finds the one that there is, unless it has timed out.</summary>
    public Result<(SystemUserRequest Request, bool IsNew)> Create(
        Vendor vendor,
        SystemUserKind kind,
        RequestBody body
    ) =>
        store.Change<(SystemUserRequest, bool)>(draft =>
        {
            var (world, now) = (draft.State, clock.GetUtcNow());
            if (!FindSystem(world, vendor, body.SystemId?.Trim()).Is(out var system, out var problem))
            {
                return problem;
            }

            var party = body.PartyOrgNo?.Trim() ?? "";
            var externalRef = body.ExternalRef?.Trim() is { Length: > 0 } given ? given : party;
            if (SystemUserLookup.Find(world, system.Id, party, externalRef) is not null)
            {
                return Problems.SystemUserExists;
            }

            var existing = FindOpenFirst(world, system.Id, party, externalRef, now);
            if (existing is not null && !existing.IsTimedOut(now))
            {
                return existing.Kind == kind ? (existing, false) : OfAnotherKind(existing);
            }

            var redirectUrl = body.RedirectUrl?.Trim() is { Length: > 0 } url ? url : null;
            var packages = RequestedAccess.ReadPackages(body.AccessPackages);
            var rights = kind == SystemUserKind.Agent ? [] : RequestedAccess.ReadRights(body.Rights);
            problem =
                world.Organizations.Find(party) is not { IsDeleted: false } ? Problems.PartyNotFound
                : RedirectUrls.FindProblem(system.RedirectUrls, redirectUrl) is { } wrongUrl ? wrongUrl
                : packages.IsEmpty && kind == SystemUserKind.Agent ? Problems.AgentNeedsPackage
                : packages.IsEmpty && rights is { IsEmpty: true } ? Problems.NeedsRightOrPackage
                : RequestedAccess.FindProblem(world, system, kind, rights, packages);
            if (problem is not null)
            {
                return problem;
            }

            var request = new SystemUserRequest
            {
                Id = Guid.NewGuid(),
                Kind = kind,
                SystemId = system.Id,
                Party = party,
                ExternalRef = externalRef,
                IntegrationTitle = body.IntegrationTitle?.Trim() is { Length: > 0 } title ? title : system.Name.Nb,
                Rights = [.. rights!.Value.Distinct()],
                AccessPackages = [.. packages.Distinct()],
                RedirectUrl = redirectUrl,
                Created = now,
            };
            draft.Put(request);
            return (request, true);
        });

    public Result<SystemUserRequest> Find(Vendor vendor, SystemUserKind kind, Guid requestId)
    {
        var world = store.Current;
        if (world.Requests.Find(requestId) is not { IsDeleted: false } request)
        {
            return Problems.RequestNotFound;
        }

        return !FindSystem(world, vendor, request.SystemId).Is(out _, out var problem) ? problem
            : request.Kind == kind ? request
            : kind == SystemUserKind.Agent ? Problems.NotAnAgentRequest
            : Problems.RequestNotFound;
    }

    /// <summary>Finds the request that the three name; of several, the one that can still be answered, or else the last.</summary>
    public Result<SystemUserRequest> FindByExternalRef(
        Vendor vendor,
        SystemUserKind kind,
        string systemId,
        string party,
        string externalRef
    )
    {
        var world = store.Current;
        return !FindSystem(world, vendor, systemId).Is(out var system, out var problem) ? problem
            : FindOpenFirst(world, system.Id, party, externalRef, clock.GetUtcNow()) is { } request
            && request.Kind == kind
                ? request
            : Problems.RequestNotFound;
    }

    /// <summary>The requests of a system that are not withdrawn, in the order of their ids.</summary>
    public Result<ImmutableArray<SystemUserRequest>> List(Vendor vendor, SystemUserKind kind, string systemId)
    {
        var world = store.Current;
        return FindSystem(world, vendor, systemId).Is(out var system, out var problem)
            ? world
                .Requests.Where(By.RequestSystem, system.Id)
                .Where(request => request.Kind == kind && !request.IsDeleted)
                .ToImmutableArray()
            : problem;
    }

    /// <summary>Withdraws a request, whatever its status; a system user that came of it stays.</summary>
    public Result<Done> Withdraw(Vendor vendor, Guid requestId) =>
        store.Change<Done>(draft =>
        {
            if (
                draft.State.Requests.Find(requestId) is not { IsDeleted: false } request
                || draft.State.Systems.Find(request.SystemId)?.Vendor != vendor.Organization
            )
            {
                return Problems.RequestNotFound;
            }

            draft.Put(request with { IsDeleted = true });
            return default(Done);
        });

    /// <summary>Finds a system of the vendor's own; another's is not found.</summary>
    public static Result<RegisteredSystem> FindSystem(WorldState world, Vendor vendor, string? systemId) =>
        world.Systems.Find(systemId) is { IsDeleted: false } system && system.Vendor == vendor.Organization
            ? system
            : Problems.SystemNotFound;

    private static SystemUserRequest? FindOpenFirst(
        WorldState world,
        string systemId,
        string party,
        string externalRef,
        DateTimeOffset now
    ) =>
        world
            .Requests.Where(By.RequestTriple, By.Triple(systemId, party, externalRef))
            .Where(request => !request.IsDeleted)
            .OrderBy(request => request.IsTimedOut(now))
            .ThenByDescending(request => request.Created)
            .FirstOrDefault();

    private static Problem OfAnotherKind(SystemUserRequest request) =>
        request.Status switch
        {
            RequestStatus.Accepted => Problems.RequestAccepted,
            RequestStatus.Rejected => Problems.RequestRejected,
            RequestStatus.Denied => Problems.RequestDenied,
            _ => Problems.RequestPending,
        };
}
