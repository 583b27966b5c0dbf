using System.Collections.Immutable;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Authentication.Internal.Access;

/// <summary>Rights and packages out of Altinn's JSON and into it, and whether a vendor may ask for them.</summary>
internal static class RequestedAccess
{
    /// <summary>The resources named, in any way; <see langword="null"/> for what names none.</summary>
    public static IEnumerable<AttributePair?> Resources(IReadOnlyList<RequestedRight?>? rights) =>
        (rights ?? []).SelectMany(right => right?.Resource is { Count: > 0 } resource ? resource : [null]);

    /// <summary>The ids of the resources; <see langword="null"/> if something else is named too.</summary>
    public static ImmutableArray<string>? ReadRights(IReadOnlyList<RequestedRight?>? rights)
    {
        var ids = ImmutableArray.CreateBuilder<string>();
        foreach (var pair in Resources(rights))
        {
            if (pair is not { Id: AttributePair.ResourceId, Value: { Length: > 0 } id })
            {
                return null;
            }

            ids.Add(id);
        }

        return ids.ToImmutable();
    }

    /// <summary>The URNs of the packages, empty ones among them.</summary>
    public static ImmutableArray<string> ReadPackages(IReadOnlyList<AccessPackageReference?>? packages) =>
        [.. (packages ?? []).Select(package => package?.Urn?.Trim() ?? "")];

    public static IReadOnlyList<RequestedRight> WriteRights(ImmutableArray<string> ids) =>
        [.. ids.Select(id => new RequestedRight([new AttributePair(AttributePair.ResourceId, id)]))];

    public static IReadOnlyList<AccessPackageReference> WritePackages(ImmutableArray<string> urns) =>
        [.. urns.Select(urn => new AccessPackageReference(urn))];

    /// <summary>Why a system may not ask for these; <see langword="null"/> if it may.</summary>
    /// <remarks>Source: Altinn/altinn-authentication, <c>SystemUserService.ValidateRights</c> and <c>ValidateAccessPackages</c>.</remarks>
    public static Problem? FindProblem(
        WorldState world,
        VendorSystem system,
        SystemUserKind kind,
        ImmutableArray<string>? rights,
        ImmutableArray<string> packages
    )
    {
        if (rights is not { } ids || ids.Length > system.Rights.Length || ids.Except(system.Rights).Any())
        {
            return Problems.RightNotDelegable.With(
                $"Each right must be one that is registered on the system {system.Id}, named once."
            );
        }

        var missing = packages.Except(system.AccessPackages).ToList();
        if (missing.Count > 0)
        {
            return Problems.PackageNotOnSystem with
            {
                Detail = $"Not registered on the system {system.Id}: {string.Join(", ", missing)}.",
                Extension = ("NotFoundPackages", string.Join(", ", missing)),
            };
        }

        var wrong = packages.Where(urn => world.AccessPackages.Find(urn)?.IsFor(kind) != true).ToList();
        var problem = kind == SystemUserKind.Agent ? Problems.PackageNotForAgent : Problems.PackageNotForStandard;
        return wrong.Count == 0
            ? null
            : problem with
            {
                Extension = ("NotDelegablePackages", string.Join(", ", wrong)),
            };
    }
}

/// <summary>A right as Altinn's JSON has it: a resource, whole.</summary>
/// <param name="Resource">Names the resource.</param>
internal sealed record RequestedRight(IReadOnlyList<AttributePair?>? Resource);

/// <summary>Names a resource.</summary>
/// <param name="Id">The kind of name: <c>urn:altinn:resource</c> is the only one that is taken.</param>
/// <param name="Value">The resource.</param>
internal sealed record AttributePair(string? Id, string? Value)
{
    public const string ResourceId = "urn:altinn:resource";
}

/// <summary>An access package as Altinn's JSON has it.</summary>
/// <param name="Urn">Its name, such as <c>urn:altinn:accesspackage:regnskapsforer-lonn</c>.</param>
internal sealed record AccessPackageReference(string? Urn);
