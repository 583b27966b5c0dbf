using System.Collections.Immutable;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;
using SystemUser.Sandbox.World.Internal.Policies;

namespace SystemUser.Sandbox.AccessManagement.Internal;

/// <summary>What a system user of a kind may be given through a system.</summary>
internal sealed class Delegability(PolicyCache policies)
{
    /// <summary>Why the rights and packages cannot be given; <see langword="null"/> if they can.</summary>
    public Problem? Check(
        WorldState world,
        VendorSystem system,
        SystemUserKind kind,
        ImmutableArray<string> rights,
        ImmutableArray<string> packages
    ) =>
        kind == SystemUserKind.Agent && !rights.IsEmpty ? Problems.NotAnAgentRequest
        : kind == SystemUserKind.Agent && packages.IsEmpty ? Problems.AgentNeedsPackage
        : rights.IsEmpty && packages.IsEmpty ? Problems.NeedsRightOrPackage
        : Hindrances(world, system, kind, rights, packages).Select(hindrance => hindrance.Problem).FirstOrDefault();

    /// <summary>The rights and packages that cannot be given, each with its reason.</summary>
    public IEnumerable<(string Id, Problem Problem)> Hindrances(
        WorldState world,
        VendorSystem system,
        SystemUserKind kind,
        ImmutableArray<string> rights,
        ImmutableArray<string> packages
    ) =>
        rights
            .Select(right => (Id: right, Problem: CheckRight(world, system, right)))
            .Concat(packages.Select(urn => (Id: urn, Problem: CheckPackage(world, system, kind, urn))))
            .Where(found => found.Problem is not null)
            .Select(found => (found.Id, found.Problem!));

    private Problem? CheckRight(WorldState world, VendorSystem system, string right)
    {
        if (!system.Rights.Contains(right, StringComparer.Ordinal))
        {
            return Problems.RightNotDelegable.With(
                $"The right to {right} is not registered on the system {system.Id}."
            );
        }

        return world.Resources.Find(right) switch
        {
            null => Problems.RightNotDelegable.With($"There is no resource {right}."),
            { Delegable: false } => Problems.RightNotDelegableToOthers,
            { ResourceType: "MaskinportenSchema" } => Problems.ResourceIsMaskinportenSchema,
            _ => policies.Find(world, right) is { Problem: null, Value.SingleRight: not null }
                ? null
                : Problems.RightNotDelegable.With($"The policy of {right} gives nobody a right to delegate."),
        };
    }

    private static Problem? CheckPackage(WorldState world, VendorSystem system, SystemUserKind kind, string urn)
    {
        if (world.AccessPackages.Find(urn) is not { } package)
        {
            return Problems.PackageInvalid.With($"There is no access package {urn}.");
        }

        if (!system.AccessPackages.Contains(urn, StringComparer.Ordinal))
        {
            return Problems.PackageNotOnSystem.With(
                $"The access package {urn} is not registered on the system {system.Id}."
            );
        }

        return package.IsFor(kind) ? null
            : kind == SystemUserKind.Agent ? Problems.PackageNotForAgent
            : Problems.PackageNotForStandard;
    }
}
