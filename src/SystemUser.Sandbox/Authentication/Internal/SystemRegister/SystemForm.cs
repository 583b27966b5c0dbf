using System.Collections.Immutable;
using SystemUser.Sandbox.Authentication.Internal.Access;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Authentication.Internal.SystemRegister;

/// <summary>Makes a system of what its vendor has sent, and tells what is wrong with it.</summary>
internal static class SystemForm
{
    /// <summary>The system with what the body says. It may have faults: nothing is left out of it.</summary>
    public static VendorSystem Apply(VendorSystem system, WorldState world, SystemBody body) =>
        Hide(
            world,
            WithRights(system, RequestedAccess.ReadRights(body.Rights) ?? []) with
            {
                Name = body.Name!,
                Description = body.Description!,
                AccessPackages = RequestedAccess.ReadPackages(body.AccessPackages),
                ClientIds = [.. (body.ClientId ?? []).Select(clientId => clientId?.Trim()).OfType<string>()],
                RedirectUrls = [.. (body.AllowedRedirectUrls ?? []).OfType<string>()],
                IsVisible = body.IsVisible ?? true,
            }
        );

    public static VendorSystem WithRights(VendorSystem system, ImmutableArray<WrittenRight> rights) =>
        system with
        {
            Rights = RequestedAccess.ResourcesOf(rights),
            WrittenRights = rights,
        };

    /// <summary>
    /// Hides a system that asks for client packages only from end users, whatever its registration says: the public guide prints such a registration with
    /// <c>isVisible: true</c>. Together with other rights that is a fault, as it is at Altinn.
    /// </summary>
    public static VendorSystem Hide(WorldState world, VendorSystem system) =>
        system.Rights.IsEmpty
        && !system.AccessPackages.IsEmpty
        && system.AccessPackages.All(urn => SystemFaults.IsClientPackage(world, urn))
            ? system with
            {
                IsVisible = false,
            }
            : system;

    /// <summary>What is wrong with all of a new system but its id.</summary>
    public static IEnumerable<ValidationFault> FaultsOfNew(WorldState world, VendorSystem system, SystemBody body) =>
        [
            .. SystemFaults.OfRedirectUrls(body.AllowedRedirectUrls),
            .. SystemFaults.OfClients(world, system.Id, system.ClientIds),
            .. SystemFaults.OfRights(world, body.Rights),
            .. SystemFaults.OfPackages(world, system.AccessPackages, system.IsVisible),
        ];

    /// <summary>What is wrong with all of a changed system but its id.</summary>
    public static IEnumerable<ValidationFault> FaultsOfChanged(
        WorldState world,
        VendorSystem system,
        SystemBody body
    ) =>
        [
            .. SystemFaults.OfRights(world, body.Rights),
            .. SystemFaults.OfPackages(world, system.AccessPackages, system.IsVisible),
            .. SystemFaults.OfClients(world, system.Id, system.ClientIds),
            .. SystemFaults.OfRedirectUrls(body.AllowedRedirectUrls),
        ];

    /// <summary>The problem with all the faults; <see langword="null"/> if there are none.</summary>
    public static Problem? Refuse(IEnumerable<ValidationFault> faults) =>
        faults.ToImmutableArray() is { IsEmpty: false } found ? Problems.Validation(found) : null;
}
