using SystemUser.Sandbox.Authentication.Internal.Access;
using SystemUser.Sandbox.Authentication.Internal.Vendors;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Authentication.Internal.SystemRegister;

/// <summary>What vendors do in the system register.</summary>
internal sealed class Systems(WorldStore store, TimeProvider clock)
{
    /// <summary>The systems of a vendor that are not deleted.</summary>
    public IEnumerable<VendorSystem> List(CallingVendor vendor) =>
        store.Current.Systems.Where(By.SystemVendor, vendor.Organization).Where(system => !system.IsDeleted);

    public Result<VendorSystem> Find(CallingVendor vendor, string systemId) => Find(store.Current, vendor, systemId);

    /// <summary>The change log of a system, the newest entry first.</summary>
    public Result<(VendorSystem System, IReadOnlyList<SystemChange> Changes)> ChangeLog(
        CallingVendor vendor,
        string systemId
    )
    {
        var world = store.Current;
        return Find(world, vendor, systemId).Is(out var system, out var problem)
            ? (system, world.SystemChanges.Where(By.ChangeSystem, system.Id).Reverse().ToList())
            : problem;
    }

    public Result<VendorSystem> Create(CallingVendor vendor, SystemBody body)
    {
        if (body is not { Id: { Length: > 0 and <= 256 } id, Name: not null, Description: not null })
        {
            return Problems.BodyInvalid.With("id, of at most 256 characters, name and description are required.");
        }

        if (body.Vendor?.Organization() is not { } organization)
        {
            return Problems.Validation(SystemFaults.VendorInvalid);
        }

        if (organization != vendor.Organization)
        {
            return SystemProblems.NotTheVendor;
        }

        return store.Change<VendorSystem>(draft =>
        {
            var system = SystemForm.Apply(
                new VendorSystem
                {
                    Id = id.Trim(),
                    InternalId = Guid.NewGuid(),
                    Vendor = organization,
                    Name = body.Name,
                    Created = clock.GetUtcNow(),
                },
                draft.State,
                body
            );
            var faults = SystemFaults
                .OfId(draft.State, system.Id, organization)
                .Concat(SystemForm.FaultsOf(draft.State, system, body));
            if (SystemForm.Refuse(faults) is { } problem)
            {
                return problem;
            }

            return SystemLog.Put(draft, null, system, "Create", body, vendor, clock.GetUtcNow());
        });
    }

    /// <summary>Replaces all of a system but its id and vendor.</summary>
    public Result<VendorSystem> Update(CallingVendor vendor, string systemId, SystemBody body) =>
        Change(
            vendor,
            systemId,
            "Update",
            body,
            (world, system) =>
            {
                if (body.Vendor?.Organization() != system.Vendor)
                {
                    return Problems.SystemNotFound;
                }

                if (body.Id?.Trim() != system.Id)
                {
                    return Problems.Validation(SystemFaults.IdMismatch);
                }

                if (body is not { Name: not null, Description: not null })
                {
                    return Problems.BodyInvalid.With("name and description are required.");
                }

                var changed = SystemForm.Apply(system, world, body);
                return SystemForm.Refuse(SystemForm.FaultsOf(world, changed, body)) is { } problem ? problem : changed;
            }
        );

    public Result<VendorSystem> UpdateRights(
        CallingVendor vendor,
        string systemId,
        IReadOnlyList<RequestedRight?> rights
    ) =>
        Change(
            vendor,
            systemId,
            "RightsUpdate",
            rights,
            (world, system) =>
                SystemForm.Refuse(SystemFaults.OfRights(world, rights)) is { } problem
                    ? problem
                    : system with
                    {
                        Rights = RequestedAccess.ReadRights(rights)!.Value,
                    }
        );

    public Result<VendorSystem> UpdatePackages(
        CallingVendor vendor,
        string systemId,
        IReadOnlyList<AccessPackageReference?> packages
    ) =>
        Change(
            vendor,
            systemId,
            "AccessPackageUpdate",
            packages,
            (world, system) =>
            {
                var changed = system with { AccessPackages = RequestedAccess.ReadPackages(packages) };
                changed = SystemForm.Hide(world, changed);
                return
                    SystemForm.Refuse(SystemFaults.OfPackages(world, changed.AccessPackages, changed.IsVisible))
                        is { } problem
                    ? problem
                    : changed;
            }
        );

    /// <summary>Deletes a system: nobody gets a token of its system users any more, and its clients are free for others.</summary>
    public Result<VendorSystem> Delete(CallingVendor vendor, string systemId) =>
        Change<object>(vendor, systemId, "Delete", null, (_, system) => system with { IsDeleted = true });

    private Result<VendorSystem> Change<TBody>(
        CallingVendor vendor,
        string systemId,
        string changeType,
        TBody? body,
        Func<WorldState, VendorSystem, Result<VendorSystem>> change
    )
        where TBody : class =>
        store.Change<VendorSystem>(draft =>
        {
            if (!Find(draft.State, vendor, systemId).Is(out var system, out var problem))
            {
                return problem;
            }

            if (system.IsDeleted)
            {
                return SystemProblems.Deleted;
            }

            if (!change(draft.State, system).Is(out var changed, out problem))
            {
                return problem;
            }

            return SystemLog.Put(draft, system, changed, changeType, body, vendor, clock.GetUtcNow());
        });

    private static Result<VendorSystem> Find(WorldState world, CallingVendor vendor, string systemId) =>
        world.Systems.Find(systemId) is not { } system ? Problems.SystemNotFound
        : system.Vendor != vendor.Organization ? SystemProblems.NotTheVendor
        : system;
}

/// <summary>What Altinn's system register refuses without a code of its own.</summary>
internal static class SystemProblems
{
    public static readonly Problem NotTheVendor = new(
        "SANDBOX-00301",
        403,
        "The system belongs to another vendor than the consumer of the token."
    );

    public static readonly Problem Deleted = new("SANDBOX-00302", 400, "Cannot update a system marked as deleted.");
}
