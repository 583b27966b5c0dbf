using SystemUser.AspNetCore.Claims;

namespace SystemUser.AspNetCore.Authorization.Internal;

/// <summary>What can be said of a <see cref="SystemUserRightDemandAttribute"/> without knowing its endpoint.</summary>
internal static class DemandRules
{
    public static PartySource PartyOf(SystemUserRightDemandAttribute demand) =>
        RequestPlace.Of(demand.PartyFromRoute, demand.PartyFromQuery, demand.PartyFromHeader) is { } place
            ? new(place)
            : new(Place: null, demand.PartyFrom);

    public static InstanceSource? InstanceOf(SystemUserRightDemandAttribute demand) =>
        demand.InstanceType is { } type
        && RequestPlace.Of(demand.InstanceFromRoute, demand.InstanceFromQuery, demand.InstanceFromHeader) is { } place
            ? new(type, place)
            : null;

    public static StartFault[] FaultsOf(SystemUserRightDemandAttribute demand, IReadOnlyList<string> resources)
    {
        var faults = new List<StartFault>();
        foreach (var resource in resources)
        {
            Add(faults, !ResourceId.TryParse(resource, out _), StartFaults.ResourceMalformed(resource));
        }

        AddPartyFaults(demand, faults);
        AddInstanceFaults(demand, faults);
        Add(faults, demand.Action is { } action && !ActionId.TryParse(action, out _), StartFaults.ActionMalformed);
        Add(faults, demand.Scope is { } scope && !scope.Split(' ').All(ScopeSet.IsScope), StartFaults.ScopeMalformed);
        return [.. faults];
    }

    private static void AddPartyFaults(SystemUserRightDemandAttribute demand, List<StartFault> faults)
    {
        string[] given = Given(demand.PartyFromRoute, demand.PartyFromQuery, demand.PartyFromHeader);
        var sources = given.Length + (demand.PartyFrom is null ? 0 : 1);
        Add(faults, sources > 1, StartFaults.SeveralParties);
        Add(faults, given.Any(string.IsNullOrWhiteSpace), StartFaults.PartyWithoutName);
        Add(faults, demand.AllowClients && sources == 0, StartFaults.ClientsWithoutParty);
        Add(faults, demand.HidePartyExistence && demand.PartyFrom is null, StartFaults.HiddenWithoutResolver);
        if (demand.PartyFrom is { } resolver && !typeof(ISystemUserPartyResolver).IsAssignableFrom(resolver))
        {
            faults.Add(StartFaults.NoResolver(resolver));
        }
    }

    private static void AddInstanceFaults(SystemUserRightDemandAttribute demand, List<StartFault> faults)
    {
        string[] given = Given(demand.InstanceFromRoute, demand.InstanceFromQuery, demand.InstanceFromHeader);
        Add(faults, given.Length > 1, StartFaults.SeveralInstances);
        Add(faults, given.Any(string.IsNullOrWhiteSpace), StartFaults.InstanceWithoutName);
        Add(faults, given.Length > 0 && demand.InstanceType is null, StartFaults.InstanceWithoutType);
        Add(faults, given.Length == 0 && demand.InstanceType is not null, StartFaults.InstanceWithoutPlace);
        Add(faults, demand.InstanceType is { } type && !InstanceSource.IsType(type), StartFaults.InstanceTypeMalformed);
    }

    private static string[] Given(params string?[] names) => [.. names.OfType<string>()];

    private static void Add(List<StartFault> faults, bool present, StartFault fault)
    {
        if (present)
        {
            faults.Add(fault);
        }
    }
}
