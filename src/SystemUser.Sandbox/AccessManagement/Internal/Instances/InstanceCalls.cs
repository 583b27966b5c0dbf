using SystemUser.Sandbox.AccessManagement.Internal.EndUser;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Access;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.AccessManagement.Internal.Instances;

/// <summary>Reads the calls about instances: who calls for which party, and what it is about.</summary>
internal sealed class InstanceCalls(WorldStore store, EndUsers callers)
{
    private const string Connections = "altinn:accessmanagement/enduser:connections:";
    private const string ToOthers = Connections + "toothers.";
    private const string FromOthers = Connections + "fromothers.";

    /// <summary>The organization that a person gives something of.</summary>
    public Result<Organization> Giver(HttpRequest request) =>
        !callers.Find(request, PortalScopes.Portal, ToOthers + "write").Is(out var caller, out var problem) ? problem
        : Organization(Id(request, "party")) is { } giver && Authority.Governs(store.Current, caller.Person?.Pid, giver)
            ? giver
        : SandboxProblems.NotGovernor;

    /// <summary>Who gave and who was given, of whom the caller is one; which of its scopes counts depends on which.</summary>
    /// <param name="request">The call.</param>
    /// <param name="kind"><c>read</c> or <c>write</c>.</param>
    public Result<InstanceParties> Parties(HttpRequest request, string kind)
    {
        var parties = new InstanceParties(Id(request, "from"), Id(request, "to"));
        var party = Id(request, "party");
        var scope = (party == parties.Receiver ? FromOthers : ToOthers) + kind;
        return !callers.Find(request, PortalScopes.Portal, scope).Is(out var caller, out var problem) ? problem
            : party is { } own && (own == parties.Giver || own == parties.Receiver) && MayActFor(caller.Person, own)
                ? parties
            : SandboxProblems.NotGovernor;
    }

    /// <summary>The instance that a call must name, and its resource.</summary>
    public static Result<InstanceName> Instance(HttpRequest request) =>
        request
            .RequiredText("resource", "resource")
            .Then(resource =>
                request
                    .RequiredText("instance", "instance")
                    .Then<InstanceName>(instance => new InstanceName(resource, instance))
            );

    /// <summary>A uuid in the query.</summary>
    public static Guid? Id(HttpRequest request, string name) =>
        Guid.TryParse(request.QueryText(name), out var id) ? id : null;

    private bool MayActFor(RegisteredPerson? person, Guid party) =>
        person is not null
        && (person.PartyUuid == party || Authority.Governs(store.Current, person.Pid, Organization(party)));

    private Organization? Organization(Guid? party) =>
        store.Current.Organizations.First(By.OrganizationUuid, party?.ToString());
}

/// <summary>Whom a call is about.</summary>
/// <param name="Giver">The uuid of whoever gave something; <see langword="null"/> for anybody.</param>
/// <param name="Receiver">The uuid of whoever was given it; <see langword="null"/> for anybody.</param>
internal sealed record InstanceParties(Guid? Giver, Guid? Receiver);

/// <summary>An instance, as a call names it.</summary>
/// <param name="Resource">The id of the resource.</param>
/// <param name="Urn">The URN of the instance.</param>
internal sealed record InstanceName(string Resource, string Urn)
{
    private static readonly string[] s_prefixes =
    [
        "urn:altinn:instance-id:",
        "urn:altinn:correspondence-id:",
        "urn:altinn:dialog-id:",
    ];

    /// <summary>What is wrong with the URN, as Altinn says it; <see langword="null"/> if nothing is.</summary>
    public static AccessFaults? FindFault(string? urn)
    {
        if (urn is null || s_prefixes.Any(prefix => urn.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        var faults = new AccessFaults();
        faults.Add(
            AccessFault.ParameterInvalid,
            "$QUERY/instance",
            "instance",
            "Must use a valid URN format: 'urn:altinn:instance-id:', 'urn:altinn:correspondence-id:', or 'urn:altinn:dialog-id:'"
        );
        return faults;
    }
}
