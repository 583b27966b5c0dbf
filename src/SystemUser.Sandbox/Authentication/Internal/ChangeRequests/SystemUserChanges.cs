using System.Collections.Immutable;
using SystemUser.Sandbox.Authentication.Internal.Access;
using SystemUser.Sandbox.Authentication.Internal.Requests;
using SystemUser.Sandbox.Authentication.Internal.Vendors;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Access;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Authentication.Internal.ChangeRequests;

/// <summary>What vendors do with change requests: make them, look at them, withdraw them.</summary>
internal sealed class SystemUserChanges(WorldStore store, TimeProvider clock)
{
    /// <summary>Makes a change request; or finds the one with the correlation id, as long as it can be answered.</summary>
    /// <param name="vendor">Who asks.</param>
    /// <param name="id">The correlation id.</param>
    /// <param name="user">The system user.</param>
    /// <param name="body">What is asked for.</param>
    public Result<(ChangeRequest Request, bool IsNew)> Create(
        Vendor vendor,
        Guid id,
        RegisteredSystemUser user,
        ChangeRequestBody body
    )
    {
        var redirectUrl = body.RedirectUrl?.Trim() is { Length: > 0 } url ? url : null;
        var request = new ChangeRequest
        {
            Id = id,
            SystemUserId = user.Id,
            SystemId = user.SystemId,
            Party = user.Owner,
            ExternalRef = user.ExternalRef,
            RedirectUrl = redirectUrl,
            Created = clock.GetUtcNow(),
        };
        if (body.AsksForNothing())
        {
            return (request with { Status = RequestStatus.NoChangeNeeded }, false);
        }

        // An agent's packages follow its clients, so that Altinn takes no change requests for agents.
        if (user.Kind == SystemUserKind.Agent)
        {
            return Problems.SystemUserNotFound.With("A change request is for a standard system user.");
        }

        return store.Change<(ChangeRequest, bool)>(draft =>
        {
            if (draft.State.ChangeRequests.Find(id) is { } existing)
            {
                return CanBeAnswered(existing) && existing.SystemUserId == user.Id
                    ? (existing, false)
                    : Problems.ChangeRequestNotNew;
            }

            if (!SystemUserRequests.FindSystem(draft.State, vendor, user.SystemId).Is(out var system, out var problem))
            {
                return problem;
            }

            var (required, unwanted) = (
                RequestedAccess.ReadRights(body.RequiredRights),
                RequestedAccess.ReadRights(body.UnwantedRights)
            );
            var packages = RequestedAccess.ReadPackages(body.RequiredAccessPackages);
            problem =
                RedirectUrls.FindProblem(system.RedirectUrls, redirectUrl)
                ?? RequestedAccess.FindProblem(draft.State, system, user.Kind, required, packages)
                ?? (unwanted is null ? Problems.RightNotDelegable : null);
            if (problem is not null)
            {
                return problem;
            }

            var made = request with
            {
                RequiredRights = required!.Value,
                UnwantedRights = [.. unwanted!.Value.Distinct()],
                RequiredAccessPackages = [.. packages.Distinct()],
                UnwantedAccessPackages = [.. RequestedAccess.ReadPackages(body.UnwantedAccessPackages).Distinct()],
            };
            draft.Put(made);
            return (made, true);
        });
    }

    /// <summary>Finds the system user that a change is asked for.</summary>
    public Result<RegisteredSystemUser> FindSystemUser(Vendor vendor, Guid systemUserId)
    {
        var world = store.Current;
        return world.SystemUsers.Find(systemUserId) is not { IsDeleted: false } user ? Problems.SystemUserNotFound
            : world.Systems.Find(user.SystemId)?.Vendor == vendor.Organization ? user
            : Problems.Unauthorized.With("The system user is of another vendor's system.");
    }

    public Result<ChangeRequest> Find(Vendor vendor, Guid requestId)
    {
        var world = store.Current;
        return world.ChangeRequests.Find(requestId) is not { IsDeleted: false } request ? Problems.RequestNotFound
            : SystemUserRequests.FindSystem(world, vendor, request.SystemId).Is(out _, out var problem) ? request
            : problem;
    }

    /// <summary>Finds the change request for the system user that the three name; of several, the one that can still be answered, or else the last.</summary>
    public Result<ChangeRequest> FindByExternalRef(Vendor vendor, string systemId, string party, string externalRef)
    {
        if (!List(vendor, systemId).Is(out var requests, out var problem))
        {
            return problem;
        }

        var found = requests
            .Where(request => request.Party == party && request.ExternalRef == externalRef)
            .OrderByDescending(CanBeAnswered)
            .ThenByDescending(request => request.Created)
            .FirstOrDefault();
        return found is not null ? found : Problems.RequestNotFound;
    }

    /// <summary>The change requests of a system that are not withdrawn, in the order of their ids.</summary>
    public Result<ImmutableArray<ChangeRequest>> List(Vendor vendor, string systemId)
    {
        var world = store.Current;
        return SystemUserRequests.FindSystem(world, vendor, systemId).Is(out var system, out var problem)
            ? world
                .ChangeRequests.Where(By.ChangeRequestSystem, system.Id)
                .Where(request => !request.IsDeleted)
                .ToImmutableArray()
            : problem;
    }

    /// <summary>Withdraws a change request; what has been approved stays.</summary>
    public Result<Done> Withdraw(Vendor vendor, Guid requestId) =>
        store.Change<Done>(draft =>
        {
            if (
                draft.State.ChangeRequests.Find(requestId) is not { IsDeleted: false } request
                || draft.State.Systems.Find(request.SystemId)?.Vendor != vendor.Organization
            )
            {
                return Problems.RequestNotFound;
            }

            draft.Put(request with { IsDeleted = true });
            return default(Done);
        });

    private bool CanBeAnswered(ChangeRequest request) =>
        request is { Status: RequestStatus.New, IsDeleted: false } && !request.IsTimedOut(clock.GetUtcNow());
}
