using System.Collections.Immutable;
using System.Text.Json.Serialization;
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

    /// <summary>The rights, each by the ids of its resources; <see langword="null"/> if something else is named too.</summary>
    public static ImmutableArray<WrittenRight>? ReadRights(IReadOnlyList<RequestedRight?>? rights)
    {
        var read = ImmutableArray.CreateBuilder<WrittenRight>();
        foreach (var right in rights ?? [])
        {
            var ids = (right?.Resource ?? []).Select(pair => pair?.ResourceName).ToList();
            if (ids.Count == 0 || ids.Contains(null))
            {
                return null;
            }

            read.Add(new WrittenRight(right!.Action, [.. ids.OfType<string>()]));
        }

        return read.ToImmutable();
    }

    /// <summary>The ids of the resources that the rights name, each once.</summary>
    public static ImmutableArray<string> ResourcesOf(ImmutableArray<WrittenRight> rights) =>
        [.. rights.SelectMany(right => right.Resources).Distinct(StringComparer.Ordinal)];

    /// <summary>The URNs of the packages, empty ones among them.</summary>
    public static ImmutableArray<string> ReadPackages(IReadOnlyList<AccessPackageReference?>? packages) =>
        [.. (packages ?? []).Select(package => package?.Urn?.Trim() ?? "")];

    /// <summary>Rights as they were written; or, where nobody wrote them, by their resources.</summary>
    public static IReadOnlyList<RequestedRight> WriteRights(
        ImmutableArray<string> ids,
        ImmutableArray<WrittenRight> written = default
    ) =>
        [
            .. (written.IsDefaultOrEmpty ? WrittenRight.Of(ids) : written).Select(right => new RequestedRight([
                .. right.Resources.Select(id => new AttributePair(AttributePair.ResourceId, id)),
            ])
            {
                Action = right.Action,
            }),
        ];

    public static IReadOnlyList<AccessPackageReference> WritePackages(ImmutableArray<string> urns) =>
        [.. urns.Select(urn => new AccessPackageReference(urn))];

    /// <summary>Why a system may not ask for these; <see langword="null"/> if it may.</summary>
    /// <remarks>Source: Altinn/altinn-authentication, <c>SystemUserService.ValidateRights</c> and <c>ValidateAccessPackages</c>.</remarks>
    public static Problem? FindProblem(
        WorldState world,
        VendorSystem system,
        SystemUserKind kind,
        ImmutableArray<WrittenRight>? rights,
        ImmutableArray<string> packages
    )
    {
        var registered = system.WrittenRights.IsEmpty ? WrittenRight.Of(system.Rights) : system.WrittenRights;
        if (
            rights is not { } asked
            || asked.Length > registered.Length
            || !asked.All(right => registered.Any(other => IsWhole(right, other)))
        )
        {
            return Problems.RightNotDelegable.With(
                $"Each right must be one that is registered on the system {system.Id}, whole."
            );
        }

        var missing = packages.Except(system.AccessPackages).ToList();
        if (missing.Count > 0 || packages.Length > system.AccessPackages.Length)
        {
            return Problems.PackageNotOnSystem with
            {
                Detail = $"Each package must be registered on the system {system.Id}, and named once.",
                Extensions = missing.Count > 0 ? [("NotFoundPackages", string.Join(", ", missing))] : [],
            };
        }

        var wrong = packages.Where(urn => world.AccessPackages.Find(urn)?.IsFor(kind) != true).ToList();
        var problem = kind == SystemUserKind.Agent ? Problems.PackageNotForAgent : Problems.PackageNotForStandard;
        return wrong.Count == 0
            ? null
            : problem with
            {
                Extensions = [("NotDelegablePackages", string.Join(", ", wrong))],
            };
    }

    private static bool IsWhole(WrittenRight asked, WrittenRight registered) =>
        asked.Resources.Length == registered.Resources.Length && !registered.Resources.Except(asked.Resources).Any();
}

/// <summary>A right as Altinn's JSON has it: a resource, whole.</summary>
/// <param name="Resource">Names the resource.</param>
internal sealed record RequestedRight(IReadOnlyList<AttributePair?>? Resource)
{
    /// <summary>An action, which Altinn keeps and does not read.</summary>
    public string? Action { get; init; }
}

/// <summary>Names a resource.</summary>
/// <param name="Id">The kind of name: <c>urn:altinn:resource</c> is the only one that is taken.</param>
/// <param name="Value">The resource.</param>
internal sealed record AttributePair(string? Id, string? Value)
{
    public const string ResourceId = "urn:altinn:resource";

    /// <summary>The resource; <see langword="null"/> if it is named by something else.</summary>
    [JsonIgnore]
    public string? ResourceName => Id == ResourceId && Value is { Length: > 0 } ? Value : null;
}

/// <summary>An access package as Altinn's JSON has it.</summary>
/// <param name="Urn">Its name, such as <c>urn:altinn:accesspackage:regnskapsforer-lonn</c>.</param>
internal sealed record AccessPackageReference(string? Urn);
