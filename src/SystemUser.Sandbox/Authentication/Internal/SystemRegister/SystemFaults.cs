using System.Collections.Frozen;
using System.Collections.Immutable;
using SystemUser.Sandbox.Authentication.Internal.Access;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Authentication.Internal.SystemRegister;

/// <summary>
/// Finds everything that is wrong with a registration. Source of the rules and their order: Altinn/altinn-authentication,
/// <c>SystemRegisterController</c> and <c>SystemRegisterService</c>.
/// </summary>
internal static class SystemFaults
{
    private static readonly FrozenSet<string> s_delegableTypes = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "AltinnApp",
        "Systemresource",
        "Default",
        "CorrespondenceService",
        "BrokerService",
        "GenericAccessResource",
        "MigratedApp"
    );

    /// <summary>What is wrong with the id of a new system.</summary>
    public static IEnumerable<ValidationFault> OfId(WorldState world, string id, string vendor)
    {
        if (id.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter)))
        {
            yield return ValidationFaults.SystemIdSpaces;
        }

        if (id.Split('_')[0] != vendor)
        {
            yield return ValidationFaults.SystemIdFormat;
        }

        if (world.Systems.Find(id) is not null)
        {
            yield return ValidationFaults.SystemIdExists;
        }
    }

    public static IEnumerable<ValidationFault> OfRedirectUrls(IEnumerable<string?>? urls)
    {
        if (Join((urls ?? []).Where(url => !RedirectUrls.MayBeRegistered(url))) is { } wrong)
        {
            yield return ValidationFaults.RedirectUrlFormat.With(
                $"A redirect URL must be absolute and https (in the sandbox also http on this machine): {wrong}"
            );
        }
    }

    /// <summary>What is wrong with the clients of a system, which may be new.</summary>
    public static IEnumerable<ValidationFault> OfClients(WorldState world, string id, ImmutableArray<string> clientIds)
    {
        if (clientIds.Distinct(StringComparer.OrdinalIgnoreCase).Count() < clientIds.Length)
        {
            yield return ValidationFaults.ClientIdTwice;
        }

        var taken = clientIds.Where(clientId =>
            world.Systems.Where(By.SystemClientId, clientId).Any(other => !other.IsDeleted && other.Id != id)
        );
        if (Join(taken) is { } wrong)
        {
            yield return ValidationFaults.ClientIdTaken.With($"Another system has the client id already: {wrong}");
        }
    }

    public static IEnumerable<ValidationFault> OfRights(WorldState world, IReadOnlyList<RequestedRight?>? rights)
    {
        var pairs = RequestedAccess.Resources(rights).ToList();
        var named = pairs
            .Where(pair => pair is { Id: AttributePair.ResourceId })
            .Select(pair => pair!.Value ?? "")
            .ToList();
        var misnamed = pairs.Where(pair => pair?.Id != AttributePair.ResourceId).Select(pair => pair?.Value);
        if (Join(misnamed) is { } wrong)
        {
            yield return ValidationFaults.ResourceIdFormat.With(wrong);
        }

        if (Join(named.Where(id => world.Resources.Find(id) is null)) is { } unknown)
        {
            yield return ValidationFaults.ResourceUnknown.With(unknown);
        }

        if (Join(named.Where(id => IsNotDelegable(world, id))) is { } notDelegable)
        {
            yield return ValidationFaults.ResourceNotDelegable.With(notDelegable);
        }

        if ((rights ?? []).Select(KeyOf).CountBy(key => key).Any(entry => entry.Value > 1))
        {
            yield return ValidationFaults.RightTwice;
        }
    }

    public static IEnumerable<ValidationFault> OfPackages(WorldState world, ImmutableArray<string> urns, bool isShown)
    {
        string[] invalid =
        [
            .. Listed("Invalid format: ", urns.Where(urn => !IsUrn(urn))),
            .. Listed("Not found: ", urns.Where(urn => IsUrn(urn) && world.AccessPackages.Find(urn) is null)),
            .. Listed(
                "Not possible to delegate: ",
                urns.Where(urn => world.AccessPackages.Find(urn) is { IsDelegable: false })
            ),
        ];
        if (Join(invalid) is { } wrong)
        {
            yield return ValidationFaults.PackageInvalid.With(wrong);
        }

        if (urns.Distinct(StringComparer.Ordinal).Count() < urns.Length)
        {
            yield return ValidationFaults.PackageTwice;
        }

        if (isShown && Join(urns.Where(urn => IsClientPackage(world, urn))) is { } forClients)
        {
            yield return ValidationFaults.VisibleWithClientPackages.With(forClients);
        }
    }

    public static bool IsClientPackage(WorldState world, string urn) =>
        world.AccessPackages.Find(urn)?.IsClientPackage == true;

    // The action and all the pairs: the same resource with another action is another right.
    private static string KeyOf(RequestedRight? right) =>
        $"{right?.Action}:{string.Join(',', (right?.Resource ?? []).Select(pair => $"{pair?.Id}:{pair?.Value}"))}";

    private static bool IsUrn(string urn) => urn.Count(letter => letter == ':') >= 3;

    private static bool IsNotDelegable(WorldState world, string resourceId) =>
        world.Resources.Find(resourceId) is { } resource && !s_delegableTypes.Contains(resource.ResourceType);

    private static IEnumerable<string> Listed(string name, IEnumerable<string> urns) =>
        urns.ToList() is { Count: > 0 } list ? [name + string.Join(", ", list)] : [];

    /// <summary>The values in a row; <see langword="null"/> if there are none.</summary>
    private static string? Join(IEnumerable<string?> values) =>
        values.ToList() is { Count: > 0 } list ? string.Join(" | ", list) : null;
}
