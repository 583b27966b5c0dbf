using SystemUser.AspNetCore.Claims;

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

    public static string[] FaultsOf(RequireSystemUserRightAttribute demand)
    {
        var faults = new List<string>();
        string?[] places = [demand.PartyFromRoute, demand.PartyFromQuery, demand.PartyFromHeader];
        var given = places.Count(place => place is not null);
        if (given > 1)
        {
            faults.Add(
                "takes the party from several places. Set one of PartyFromRoute, PartyFromQuery and PartyFromHeader."
            );
        }

        if (places.Any(place => place is not null && string.IsNullOrWhiteSpace(place)))
        {
            faults.Add("has a PartyFrom… without a name. Name the route value, query parameter or header.");
        }

        if (demand.AllowClients && given == 0)
        {
            faults.Add(
                "has AllowClients, but takes the party from the token, where it is always the owner. Set PartyFromRoute, PartyFromQuery or PartyFromHeader to where the client stands."
            );
        }

        if (demand.Action is { } action && !ActionId.TryParse(action, out _))
        {
            faults.Add(
                "has a malformed Action. Write it as in the resource's policy: 1 to 64 visible ASCII characters."
            );
        }

        if (
            demand.Scope is { } scope
            && (string.IsNullOrWhiteSpace(scope) || !scope.Split(' ').All(ScopeSyntax.IsScope))
        )
        {
            faults.Add("has a malformed Scope. Write scopes with one space between them.");
        }

        return [.. faults];
    }
}
