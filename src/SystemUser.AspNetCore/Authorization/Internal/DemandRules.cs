using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Claims.Internal;

namespace SystemUser.AspNetCore.Authorization.Internal;

/// <summary>What can be said of a <see cref="RequireSystemUserRightAttribute"/> without knowing its endpoint.</summary>
internal static class DemandRules
{
    public static PartySource PartyOf(RequireSystemUserRightAttribute demand) =>
        demand switch
        {
            { PartyFromRoute: { } route } => new(PartySourceKind.Route, route),
            { PartyFromQuery: { } query } => new(PartySourceKind.Query, query),
            { PartyFromHeader: { } header } => new(PartySourceKind.Header, header),
            _ => PartySource.Owner,
        };

    public static StartFault[] FaultsOf(RequireSystemUserRightAttribute demand)
    {
        string?[] places = [demand.PartyFromRoute, demand.PartyFromQuery, demand.PartyFromHeader];
        string[] given = [.. places.OfType<string>()];
        var faults = new List<StartFault>();
        Add(given.Length > 1, StartFaults.SeveralParties);
        Add(given.Any(string.IsNullOrWhiteSpace), StartFaults.PartyWithoutName);
        Add(demand.AllowClients && given.Length == 0, StartFaults.ClientsWithoutParty);
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
