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
        if (world.Systems.Find(systemId) is null)
        {
            return SystemProblems.NoChangeLog(systemId);
        }

        return Find(world, vendor, systemId).Is(out var system, out var problem)
            ? (system, world.SystemChanges.Where(By.ChangeSystem, system.Id).Reverse().ToList())
            : problem;
    }

    public Result<VendorSystem> Create(CallingVendor vendor, SystemBody body)
    {
        if (body is not { Id: { Length: <= 256 } id, Vendor.Id: { } vendorId, Name: not null, Description: not null })
        {
            return SandboxProblems.BodyInvalid.With(
                "id, of at most 256 characters, vendor.ID, name and description are required."
            );
        }

        if (!body.Vendor.IsOrganization())
        {
            return Problems.Validation(ValidationFaults.VendorInvalid);
        }

        if (body.Vendor.Organization() != vendor.Organization)
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
                    Vendor = vendor.Organization,
                    Name = body.Name,
                    Created = clock.GetUtcNow(),
                },
                draft.State,
                body
            );
            var faults = SystemFaults
                .OfId(draft.State, system.Id, vendor.Organization)
                .Concat(SystemForm.FaultsOfNew(draft.State, system, body));
            if (SystemForm.Refuse(faults) is { } problem)
            {
                return problem;
            }

            return SystemLog.Put(draft, null, system, "Create", body, vendor, clock.GetUtcNow());
        });
    }

    /// <summary>Replaces all of a system but its id and vendor.</summary>
    public Result<VendorSystem> Update(CallingVendor vendor, string systemId, SystemBody body) =>
        body is not { Id: not null, Vendor: not null, Name: not null, Description: not null }
            ? SandboxProblems.BodyInvalid.With("id, vendor, name and description are required.")
            : Change(
                vendor,
                systemId,
                "Update",
                body,
                (world, system) =>
                {
                    var changed = SystemForm.Apply(system, world, body);
                    return SystemForm.Refuse(SystemForm.FaultsOfChanged(world, changed, body)) is { } problem
                        ? problem
                        : changed;
                },
                system =>
                    body.Vendor.Organization() != system.Vendor ? SystemProblems.NotFoundToUpdate(systemId)
                    : body.Id.Trim() != system.Id ? Problems.Validation(ValidationFaults.SystemIdMismatch)
                    : null
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
                    : SystemForm.WithRights(system, RequestedAccess.ReadRights(rights)!.Value)
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

    /// <summary>
    /// Deletes a system: nobody gets a token of its system users any more, and its clients are free for others. Altinn counts the clients that
    /// it frees, and says that it failed if there were none; the system is deleted all the same.
    /// </summary>
    public Result<VendorSystem> Delete(CallingVendor vendor, string systemId)
    {
        if (store.Current.Systems.Find(systemId) is null)
        {
            return SystemProblems.NotFoundToDelete;
        }

        if (!Find(store.Current, vendor, systemId).Is(out var before, out var problem))
        {
            return problem;
        }

        if (before.IsDeleted)
        {
            return SystemProblems.NothingFreed;
        }

        var deleted = Change<object>(vendor, systemId, "Delete", null, (_, system) => system with { IsDeleted = true });
        return deleted.Problem is null && before.ClientIds.IsEmpty ? SystemProblems.NothingFreed : deleted;
    }

    private Result<VendorSystem> Change<TBody>(
        CallingVendor vendor,
        string systemId,
        string changeType,
        TBody? body,
        Func<WorldState, VendorSystem, Result<VendorSystem>> change,
        Func<VendorSystem, Problem?>? findMismatch = null
    )
        where TBody : class =>
        store.Change<VendorSystem>(draft =>
        {
            if (draft.State.Systems.Find(systemId) is null)
            {
                return SystemProblems.NotFoundToUpdate(systemId);
            }

            if (!Find(draft.State, vendor, systemId).Is(out var system, out var problem))
            {
                return problem;
            }

            if (findMismatch?.Invoke(system) is { } mismatch)
            {
                return mismatch;
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
        world.Systems.Find(systemId) is not { } system ? SystemProblems.NotFound
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
    )
    {
        Form = ProblemForm.Empty,
    };

    public static readonly Problem Deleted = new("SANDBOX-00302", 400, "Cannot update a system marked as deleted.")
    {
        Form = ProblemForm.Text,
    };

    public static readonly Problem NotFound = new("SANDBOX-00303", 404, "No system in the system register has this id.")
    {
        Form = ProblemForm.Framework,
    };

    public static readonly Problem NotFoundToDelete = new("SANDBOX-00303", 400, "System not found")
    {
        Form = ProblemForm.ModelErrors,
        Member = "return",
    };

    public static readonly Problem NothingFreed = new(
        "SANDBOX-00304",
        400,
        "The system is deleted, but had no client to be freed, or was deleted before."
    )
    {
        Form = ProblemForm.Framework,
    };

    public static Problem NotFoundToUpdate(string systemId) =>
        NotFound.AsText($"System with ID '{systemId}' not found.");

    public static Problem NoChangeLog(string systemId) => NotFound.AsText($"System with ID {systemId} not found.");
}
