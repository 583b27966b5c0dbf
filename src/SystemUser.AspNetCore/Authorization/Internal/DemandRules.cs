using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Claims.Internal;

namespace SystemUser.AspNetCore.Authorization.Internal;

/// <summary>What can be said of a <see cref="RequireSystemUserRightAttribute"/> without knowing its endpoint.</summary>
internal static class DemandRules
{
    public static PartySource PartyOf(RequireSystemUserRightAttribute demand) =>
        RequestPlace.Of(demand.PartyFromRoute, demand.PartyFromQuery, demand.PartyFromHeader) is { } place
            ? new(place)
            : new(Place: null, demand.PartyFrom);

    public static StartFault[] FaultsOf(RequireSystemUserRightAttribute demand)
    {
        string?[] places = [demand.PartyFromRoute, demand.PartyFromQuery, demand.PartyFromHeader];
        string[] given = [.. places.OfType<string>()];
        var faults = new List<StartFault>();
        var sources = given.Length + (demand.PartyFrom is null ? 0 : 1);
        Add(sources > 1, StartFaults.SeveralParties);
        Add(given.Any(string.IsNullOrWhiteSpace), StartFaults.PartyWithoutName);
        Add(demand.AllowClients && sources == 0, StartFaults.ClientsWithoutParty);
        Add(demand.HidePartyExistence && demand.PartyFrom is null, StartFaults.HiddenWithoutResolver);
        if (demand.PartyFrom is { } resolver && !typeof(ISystemUserPartyResolver).IsAssignableFrom(resolver))
        {
            faults.Add(StartFaults.NoResolver(resolver));
        }

        Add(demand.Action is { } action && !ActionId.TryParse(action, out _), StartFaults.ActionMalformed);
        Add(demand.Scope is { } scope && !scope.Split(' ').All(ScopeSyntax.IsScope), StartFaults.ScopeMalformed);
        return [.. faults];

        void Add(bool present, StartFault fault)
        {
            if (present)
            {
                faults.Add(fault);
            }
        }
    }
}
