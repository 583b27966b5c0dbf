using SystemUser.AspNetCore.Authorization;

namespace SystemUser.AspNetCore.OpenApi.Internal;

/// <summary>Says in words what an operation demands.</summary>
internal static class DemandWords
{
    public static string Describe(EndpointDemands demands, string method)
    {
        var scopes = demands
            .Scopes.Select(any => "scope " + string.Join(" or ", any.Select(scope => $"`{scope}`")))
            .Distinct(StringComparer.Ordinal);
        var rights = demands.Rights.Select(anyOf => Describe(anyOf, method));
        var token = demands.NeedsSystemUser ? "a Maskinporten token of a system user" : "a Maskinporten token";
        var other = demands.Or is { } or
            ? $" Or satisfies the policy `{or}` of the API, for callers of other schemes."
            : string.Empty;
        return $"Demands {string.Join("; ", [token, .. scopes, .. rights])}.{other}";
    }

    private static string Describe(IReadOnlyList<SystemUserRightRequirement> anyOf, string method)
    {
        var right = anyOf[0]; // they differ in the resource alone
        var names = anyOf.Select(each => $"`{each.Resource}/{each.ActionFor(method)}`");
        var clients = right.AllowClients ? ", clients of its owner too" : string.Empty;
        var party =
            right.PartyFrom is not null ? "that the request is about"
            : RequestPlace.OfParty(right) is { } place ? $"from {place}"
            : "from the token: the system user's owner";
        var instance = right.InstanceType is { } type
            ? $", and the instance `{type}` from {RequestPlace.OfInstance(right)}"
            : string.Empty;
        return $"the right {string.Join(" or ", names)} for the organization {party}{clients}{instance}";
    }
}
