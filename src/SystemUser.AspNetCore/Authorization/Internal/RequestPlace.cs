using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace SystemUser.AspNetCore.Authorization.Internal;

/// <summary>A place in the request that holds one value.</summary>
internal sealed record RequestPlace(RequestPlaceKind Kind, string Name)
{
    /// <summary>Creates the place that one of three names is given for; <see langword="null"/> if none is.</summary>
    public static RequestPlace? Of(string? route, string? query, string? header) =>
        route is not null ? new(RequestPlaceKind.Route, route)
        : query is not null ? new(RequestPlaceKind.Query, query)
        : header is not null ? new(RequestPlaceKind.Header, header)
        : null;

    /// <summary>Reads the value; <see langword="null"/> if there is none, or more than one.</summary>
    public string? Read(HttpContext httpContext) =>
        Kind switch
        {
            RequestPlaceKind.Route => Convert.ToString(
                httpContext.Request.RouteValues[Name],
                CultureInfo.InvariantCulture
            ),
            RequestPlaceKind.Query => Single(httpContext.Request.Query[Name]),
            _ => Single(httpContext.Request.Headers[Name]),
        };

    /// <summary>Returns the place in words, for answers and logs.</summary>
    public override string ToString() =>
        Kind switch
        {
            RequestPlaceKind.Route => $"the path segment '{Name}'",
            RequestPlaceKind.Query => $"the query parameter '{Name}'",
            _ => $"the header '{Name}'",
        };

    private static string? Single(StringValues values) => values.Count == 1 ? values[0] : null;
}

/// <summary>Which part of a request holds a value.</summary>
internal enum RequestPlaceKind
{
    Route = 0,
    Query,
    Header,
}
