using System.Collections.Immutable;
using SystemUser.Sandbox.Authentication.Internal.Vendors;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Authentication.Internal.Requests;

/// <summary>What vendors do with requests once they are made: look at them, and withdraw them.</summary>
internal abstract class VendorRequests<TRequest>(WorldStore store, TimeProvider clock, RowIndex<TRequest> bySystem)
    where TRequest : VendorRequest
{
    protected WorldStore Store { get; } = store;

    protected TimeProvider Clock { get; } = clock;

    public Result<TRequest> Find(CallingVendor vendor, Guid requestId)
    {
        var world = Store.Current;
        return world.Rows<TRequest>().Find(requestId) is not { IsDeleted: false } request
            ? Problems.RequestNotFound
            : vendor.FindSystem(world, request.SystemId).Then<TRequest>(_ => request);
    }

    /// <summary>
    /// Finds the request that the three name; of several, the one that can still be answered, or else the last.
    /// </summary>
    public Result<TRequest> FindByExternalRef(
        CallingVendor vendor,
        string systemId,
        string party,
        string externalRef,
        SystemUserKind kind
    )
    {
        var world = Store.Current;
        var found = FindFirst(
            world.Rows<TRequest>().Where(bySystem, systemId).Where(request => request.Kind == kind),
            party,
            externalRef,
            Clock.GetUtcNow()
        );
        return found is null ? Problems.RequestNotFound : vendor.FindSystem(world, systemId).Then<TRequest>(_ => found);
    }

    /// <summary>The requests of a system that are not withdrawn, in the order of their ids.</summary>
    public Result<ImmutableArray<TRequest>> List(CallingVendor vendor, string systemId)
    {
        var world = Store.Current;
        return vendor
            .FindSystem(world, systemId)
            .Then<ImmutableArray<TRequest>>(system =>
                world
                    .Rows<TRequest>()
                    .Where(bySystem, system.Id)
                    .Where(request => !request.IsDeleted)
                    .ToImmutableArray()
            );
    }

    /// <summary>Withdraws a request, whatever its status; what has been approved stays.</summary>
    public Result<Done> Withdraw(CallingVendor vendor, Guid requestId) =>
        Store.Change<Done>(draft =>
        {
            if (
                draft.State.Rows<TRequest>().Find(requestId) is not { IsDeleted: false } request
                || draft.State.Systems.Find(request.SystemId)?.Vendor != vendor.Organization
            )
            {
                return Problems.RequestNotFound;
            }

            draft.Put(request with { IsDeleted = true });
            return default(Done);
        });

    /// <summary>Of several requests with the same names, the one that can still be answered, or else the last.</summary>
    protected static TRequest? FindFirst(
        IEnumerable<TRequest> requests,
        string party,
        string externalRef,
        DateTimeOffset now
    ) =>
        requests
            .Where(request => !request.IsDeleted && request.Party == party && request.ExternalRef == externalRef)
            .OrderByDescending(request => request.CanBeAnswered(now))
            .ThenByDescending(request => request.Created)
            .FirstOrDefault();
}
