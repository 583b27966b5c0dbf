using SystemUser.Sandbox.Authentication.Internal.Access;
using SystemUser.Sandbox.Authentication.Internal.Vendors;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Authentication.Internal.Requests;

/// <summary>Change requests as their vendors make them.</summary>
internal sealed class UserChangeRequests(WorldStore store, TimeProvider clock)
    : VendorRequests<UserChangeRequest>(store, clock, By.ChangeRequestSystem)
{
    private static readonly Problem s_anotherVendors = new(
        "SANDBOX-00312",
        401,
        "The system user is of another vendor's system."
    )
    {
        Form = ProblemForm.Framework,
    };

    /// <summary>Makes a change request; or finds the one with the correlation id, as long as it can be answered.</summary>
    /// <param name="vendor">Who asks.</param>
    /// <param name="id">The correlation id.</param>
    /// <param name="user">The system user.</param>
    /// <param name="body">What is asked for.</param>
    public Result<(UserChangeRequest Request, bool IsNew)> Create(
        CallingVendor vendor,
        Guid id,
        RegisteredSystemUser user,
        ChangeRequestBody body
    )
    {
        var request = new UserChangeRequest
        {
            Id = id,
            SystemUserId = user.Id,
            SystemId = user.SystemId,
            Party = user.Owner,
            ExternalRef = user.ExternalRef,
            RedirectUrl = body.RedirectUrl?.Trim() is { Length: > 0 } url ? url : null,
            Created = Clock.GetUtcNow(),
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

        return Store.Change<(UserChangeRequest, bool)>(draft =>
        {
            if (draft.State.ChangeRequests.Find(id) is { } existing)
            {
                return existing.CanBeAnswered(Clock.GetUtcNow()) && existing.SystemUserId == user.Id
                    ? (existing, false)
                    : Problems.ChangeRequestNotNew;
            }

            if (
                !vendor
                    .FindSystem(draft.State, user.SystemId)
                    .Then(system => Read(draft.State, system, request, body))
                    .Is(out var made, out var problem)
            )
            {
                return problem;
            }

            draft.Put(made);
            return (made, true);
        });
    }

    /// <summary>Finds the system user that a change is asked for.</summary>
    public Result<RegisteredSystemUser> FindSystemUser(CallingVendor vendor, Guid systemUserId)
    {
        var world = Store.Current;
        return world.SystemUsers.Find(systemUserId) is not { IsDeleted: false } user ? Problems.SystemUserNotFound
            : world.Systems.Find(user.SystemId)?.Vendor == vendor.Organization ? user
            : s_anotherVendors;
    }

    private static Result<UserChangeRequest> Read(
        WorldState world,
        VendorSystem system,
        UserChangeRequest request,
        ChangeRequestBody body
    )
    {
        var required = RequestedAccess.ReadRights(body.RequiredRights);
        var unwanted = RequestedAccess.ReadRights(body.UnwantedRights);
        var packages = RequestedAccess.ReadPackages(body.RequiredAccessPackages);
        var problem =
            RedirectUrls.FindProblem(system.RedirectUrls, request.RedirectUrl)
            ?? RequestedAccess.FindProblem(world, system, request.Kind, required, packages)
            ?? (unwanted is null ? Problems.RightNotDelegable : null);
        return problem is not null
            ? problem
            : request with
            {
                RequiredRights = RequestedAccess.ResourcesOf(required!.Value),
                UnwantedRights = RequestedAccess.ResourcesOf(unwanted!.Value),
                RequiredAccessPackages = [.. packages.Distinct()],
                UnwantedAccessPackages = [.. RequestedAccess.ReadPackages(body.UnwantedAccessPackages).Distinct()],
            };
    }
}
