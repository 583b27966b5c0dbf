using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Authorization.Internal;

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

    public static string? ActionOf(SystemUserRightRequirement right, string method) =>
        (right.Action ?? ActionRule.Of(method))?.ToString();

    private static string Describe(IReadOnlyList<SystemUserRightRequirement> anyOf, string method)
    {
        var right = anyOf[0]; // they differ in the resource alone
        var names = anyOf.Select(each => $"`{each.Resource}/{ActionOf(each, method)}`");
        var clients = right.AllowClients ? ", clients of its owner too" : string.Empty;
        var party = right.Party.Resolver is null ? $"from {right.Party}" : "that the request is about";
        var instance = right.Instance is { } source
            ? $", and the instance `{source.Type}` from {source.Place}"
            : string.Empty;
        return $"the right {string.Join(" or ", names)} for the organization {party}{clients}{instance}";
    }
}
