using System.Collections.Immutable;
using System.Text.Json;
using SystemUser.Sandbox.Authentication.Internal.Access;
using SystemUser.Sandbox.Authentication.Internal.Vendors;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Authentication.Internal.SystemRegister;

/// <summary>What vendors do in the system register.</summary>
/// <remarks>
/// A system that asks for client packages only is not shown to end users, whatever its registration says: the public guide prints such a registration with
/// <c>isVisible: true</c>. Together with other rights it is a fault, as it is at Altinn.
/// </remarks>
internal sealed class Systems(WorldStore store, TimeProvider clock)
{
    /// <summary>The systems of a vendor that are not deleted.</summary>
    public IEnumerable<RegisteredSystem> List(Vendor vendor) =>
        store.Current.Systems.Where(By.SystemVendor, vendor.Organization).Where(system => !system.IsDeleted);

    public Result<RegisteredSystem> Find(Vendor vendor, string systemId) => Find(store.Current, vendor, systemId);

    /// <summary>The change log of a system, the newest entry first.</summary>
    public Result<(RegisteredSystem System, IReadOnlyList<SystemChange> Changes)> ChangeLog(
        Vendor vendor,
        string systemId
    )
    {
        var world = store.Current;
        return Find(world, vendor, systemId).Is(out var system, out var problem)
            ? (system, world.SystemChanges.Where(By.ChangeSystem, system.Id).Reverse().ToList())
            : problem;
    }

    public Result<RegisteredSystem> Create(Vendor vendor, SystemBody body)
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

        return store.Change<RegisteredSystem>(draft =>
        {
            var system = Apply(
                new RegisteredSystem
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
                .Concat(FaultsOf(draft.State, system, body));
            if (Refuse(faults) is { } problem)
            {
                return problem;
            }

            Put(draft, null, system, "Create", body, vendor);
            return system;
        });
    }

    /// <summary>Replaces all of a system but its id and vendor.</summary>
    public Result<RegisteredSystem> Update(Vendor vendor, string systemId, SystemBody body) =>
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

                var changed = Apply(system, world, body);
                return Refuse(FaultsOf(world, changed, body)) is { } problem ? problem : changed;
            }
        );

    public Result<RegisteredSystem> UpdateRights(Vendor vendor, string systemId, IReadOnlyList<Right?> rights) =>
        Change(
            vendor,
            systemId,
            "RightsUpdate",
            rights,
            (world, system) =>
                Refuse(SystemFaults.OfRights(world, rights)) is { } problem
                    ? problem
                    : system with
                    {
                        Rights = RequestedAccess.ReadRights(rights)!.Value,
                    }
        );

    public Result<RegisteredSystem> UpdatePackages(
        Vendor vendor,
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
                changed = changed with { IsVisible = changed.IsVisible && !IsForClientsOnly(world, changed) };
                return Refuse(SystemFaults.OfPackages(world, changed.AccessPackages, changed.IsVisible)) is { } problem
                    ? problem
                    : changed;
            }
        );

    /// <summary>Deletes a system: nobody gets a token of its system users any more, and its clients are free for others.</summary>
    public Result<RegisteredSystem> Delete(Vendor vendor, string systemId) =>
        Change<object>(vendor, systemId, "Delete", null, (_, system) => system with { IsDeleted = true });

    private Result<RegisteredSystem> Change<TBody>(
        Vendor vendor,
        string systemId,
        string changeType,
        TBody? body,
        Func<WorldState, RegisteredSystem, Result<RegisteredSystem>> change
    )
        where TBody : class =>
        store.Change<RegisteredSystem>(draft =>
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

            return Put(draft, system, changed, changeType, body, vendor);
        });

    private RegisteredSystem Put(
        WorldDraft draft,
        RegisteredSystem? before,
        RegisteredSystem after,
        string changeType,
        object? body,
        Vendor vendor
    )
    {
        var entry = new SystemChange
        {
            SystemId = after.Id,
            Number = draft.State.SystemChanges.Where(By.ChangeSystem, after.Id).Count() + 1,
            ChangeType = changeType,
            AddedRights = [.. after.Rights.Except(before?.Rights ?? [])],
            RemovedRights = [.. (before?.Rights ?? []).Except(after.Rights)],
            AddedAccessPackages = [.. after.AccessPackages.Except(before?.AccessPackages ?? [])],
            RemovedAccessPackages = [.. (before?.AccessPackages ?? []).Except(after.AccessPackages)],
            ClientId = vendor.ClientId,
            ChangedData = body is null
                ? null
                : JsonSerializer.Serialize(body, body.GetType(), AuthenticationJson.Default),
            Created = clock.GetUtcNow(),
        };
        var asksForOthers =
            before is not null
            && entry
                is not {
                    AddedRights.IsEmpty: true,
                    RemovedRights.IsEmpty: true,
                    AddedAccessPackages.IsEmpty: true,
                    RemovedAccessPackages.IsEmpty: true
                };
        after = after with { LastChanged = entry.Created, Version = after.Version + (asksForOthers ? 1 : 0) };
        draft.Put(after);
        draft.Put(entry with { Version = after.Version });
        return after;
    }

    private static Result<RegisteredSystem> Find(WorldState world, Vendor vendor, string systemId) =>
        world.Systems.Find(systemId) is not { } system ? Problems.SystemNotFound
        : system.Vendor != vendor.Organization ? SystemProblems.NotTheVendor
        : system;

    // The faults are found in the body: what it holds twice is there once in the system.
    private static RegisteredSystem Apply(RegisteredSystem system, WorldState world, SystemBody body)
    {
        var changed = system with
        {
            Name = body.Name!,
            Description = body.Description!,
            Rights = RequestedAccess.ReadRights(body.Rights) ?? [],
            AccessPackages = RequestedAccess.ReadPackages(body.AccessPackages),
            ClientIds = [.. (body.ClientId ?? []).Select(clientId => clientId?.Trim()).OfType<string>()],
            RedirectUrls = [.. (body.AllowedRedirectUrls ?? []).OfType<string>()],
            IsVisible = body.IsVisible ?? true,
        };
        return changed with { IsVisible = changed.IsVisible && !IsForClientsOnly(world, changed) };
    }

    private static IEnumerable<ValidationFault> FaultsOf(WorldState world, RegisteredSystem system, SystemBody body) =>
        [
            .. SystemFaults.OfRedirectUrls(body.AllowedRedirectUrls),
            .. SystemFaults.OfClients(world, system.Id, system.ClientIds),
            .. SystemFaults.OfRights(world, body.Rights),
            .. SystemFaults.OfPackages(world, system.AccessPackages, system.IsVisible),
        ];

    private static bool IsForClientsOnly(WorldState world, RegisteredSystem system) =>
        system.Rights.IsEmpty
        && !system.AccessPackages.IsEmpty
        && system.AccessPackages.All(urn => SystemFaults.IsClientPackage(world, urn));

    private static Problem? Refuse(IEnumerable<ValidationFault> faults) =>
        faults.ToImmutableArray() is { IsEmpty: false } found ? Problems.Validation(found) : null;
}
