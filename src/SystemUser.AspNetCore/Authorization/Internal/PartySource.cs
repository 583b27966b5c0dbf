using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using SystemUser.AspNetCore.Claims;

namespace SystemUser.AspNetCore.Authorization.Internal;

/// <summary>Where the party of a right is taken from: the token's owner, or one place in the request.</summary>
internal sealed record PartySource(PartySourceKind Kind, string Name)
{
    public static PartySource Owner { get; } = new(PartySourceKind.Owner, string.Empty);

    /// <summary>Reads the party: exactly one value of nine ASCII digits, or none. Never falls back to the owner.</summary>
    public OrganizationNumber? Read(HttpContext httpContext) =>
        Kind switch
        {
            PartySourceKind.Route => Parse(httpContext.Request.RouteValues[Name]),
            PartySourceKind.Query => Parse(httpContext.Request.Query[Name]),
            PartySourceKind.Header => Parse(httpContext.Request.Headers[Name]),
            _ => null,
        };

    /// <summary>Returns the place in words, for answers and logs.</summary>
    public override string ToString() =>
        Kind switch
        {
            PartySourceKind.Route => $"the path segment '{Name}'",
            PartySourceKind.Query => $"the query parameter '{Name}'",
            PartySourceKind.Header => $"the header '{Name}'",
            _ => "the token: the system user's owner",
        };

    private static OrganizationNumber? Parse(StringValues values) =>
        values.Count == 1 && OrganizationNumber.TryParse(values[0], out var party) ? party : null;

    private static OrganizationNumber? Parse(object? value) =>
        OrganizationNumber.TryParse(Convert.ToString(value, CultureInfo.InvariantCulture), out var party)
            ? party
            : null;
}

/// <summary>Where the party of a right is taken from.</summary>
internal enum PartySourceKind
{
    Owner = 0,
    Route,
    Query,
    Header,
}
