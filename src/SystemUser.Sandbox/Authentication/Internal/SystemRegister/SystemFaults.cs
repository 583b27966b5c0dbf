using System.Collections.Frozen;
using System.Collections.Immutable;
using SystemUser.Sandbox.Authentication.Internal.Access;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;

namespace SystemUser.Sandbox.Authentication.Internal.SystemRegister;

/// <summary>
/// Finds everything that is wrong with a registration. Source of the codes, paths and their order: Altinn/altinn-authentication, <c>ValidationErrors</c>,
/// <c>ErrorPathConstant</c> and <c>SystemRegisterController</c>.
/// </summary>
internal static class SystemFaults
{
    private const string Body = "/registersystemrequest/";
    private const string SystemIdPath = Body + "systemid";
    private const string ClientIdPath = Body + "clientid";
    private const string RightsPath = Body + "rights/resource";
    private const string PackagesPath = Body + "accesspackages";

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

    public static readonly ValidationFault VendorInvalid = new(
        "AUTH.VLD-00000",
        "The vendor ID is no ISO 6523 identifier: 0192: and nine digits.",
        Body + "vendor/id"
    );

    public static readonly ValidationFault IdMismatch = new(
        "AUTH.VLD-00012",
        "The system id of the body is not the one of the URL.",
        SystemIdPath
    );

    /// <summary>What is wrong with the id of a new system.</summary>
    public static IEnumerable<ValidationFault> OfId(WorldState world, string id, string vendor)
    {
        if (id.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter)))
        {
            yield return new("AUTH.VLD-00013", "A system id cannot have spaces in it.", SystemIdPath);
        }

        if (!id.StartsWith(vendor + "_", StringComparison.Ordinal) || id.Length == vendor.Length + 1)
        {
            yield return new(
                "AUTH.VLD-00001",
                "A system id is the vendor's organization number, an underscore and a name.",
                SystemIdPath
            );
        }

        if (world.Systems.Find(id) is not null)
        {
            yield return new("AUTH.VLD-00002", "The system id exists already.", SystemIdPath);
        }
    }

    public static IEnumerable<ValidationFault> OfRedirectUrls(IEnumerable<string?>? urls)
    {
        if (Join((urls ?? []).Where(url => !RedirectUrls.MayBeRegistered(url))) is { } wrong)
        {
            yield return new(
                "AUTH.VLD-00005",
                $"A redirect URL must be absolute and https (in the sandbox also http on this machine): {wrong}",
                Body + "allowedredirecturls"
            );
        }
    }

    /// <summary>What is wrong with the clients of a system, which may be new.</summary>
    public static IEnumerable<ValidationFault> OfClients(WorldState world, string id, ImmutableArray<string> clientIds)
    {
        if (clientIds.Distinct(StringComparer.OrdinalIgnoreCase).Count() < clientIds.Length)
        {
            yield return new("AUTH.VLD-00011", "The request holds a client id twice.", ClientIdPath);
        }

        var taken = clientIds.Where(clientId =>
            world.Systems.Where(By.SystemClientId, clientId).Any(other => !other.IsDeleted && other.Id != id)
        );
        if (Join(taken) is { } wrong)
        {
            yield return new("AUTH.VLD-00004", $"Another system has the client id already: {wrong}", ClientIdPath);
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
            yield return new(
                "AUTH.VLD-00009",
                $"A resource is named by the id {AttributePair.ResourceId} and a value: {wrong}",
                RightsPath
            );
        }

        if (Join(named.Where(id => world.Resources.Find(id) is null)) is { } unknown)
        {
            yield return new("AUTH.VLD-00003", $"Not found in the resource registry: {unknown}", RightsPath);
        }

        if (Join(named.Where(id => IsNotDelegable(world, id))) is { } notDelegable)
        {
            yield return new(
                "AUTH.VLD-00017",
                $"Of a resource type that cannot be delegated to a system user: {notDelegable}",
                RightsPath
            );
        }

        if (named.Distinct(StringComparer.Ordinal).Count() < named.Count)
        {
            yield return new("AUTH.VLD-00006", "A right is there twice.", RightsPath);
        }
    }

    public static IEnumerable<ValidationFault> OfPackages(WorldState world, ImmutableArray<string> urns, bool isShown)
    {
        if (
            Join(urns.Where(urn => world.AccessPackages.Find(urn) is not { IsDelegable: true })) is
            { Length: > 0 } wrong
        )
        {
            yield return new(
                "AUTH.VLD-00008",
                $"No access package, or one that cannot be delegated: {wrong}",
                PackagesPath
            );
        }

        if (urns.Distinct(StringComparer.Ordinal).Count() < urns.Length)
        {
            yield return new("AUTH.VLD-00007", "An access package is there twice.", PackagesPath);
        }

        if (isShown && Join(urns.Where(urn => IsClientPackage(world, urn))) is { } forClients)
        {
            yield return new(
                "AUTH.VLD-00018",
                $"Access packages for client relations cannot be combined with isVisible: true: {forClients}",
                PackagesPath
            );
        }
    }

    public static bool IsClientPackage(WorldState world, string urn) =>
        world.AccessPackages.Find(urn)?.IsClientPackage == true;

    private static bool IsNotDelegable(WorldState world, string resourceId) =>
        world.Resources.Find(resourceId) is { } resource && !s_delegableTypes.Contains(resource.ResourceType);

    /// <summary>The values in a row; <see langword="null"/> if there are none.</summary>
    private static string? Join(IEnumerable<string?> values) =>
        values.ToList() is { Count: > 0 } list
            ? string.Join(" | ", list.Select(value => string.IsNullOrEmpty(value) ? "(nothing)" : value))
            : null;
}
