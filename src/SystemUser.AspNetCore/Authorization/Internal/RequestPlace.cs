using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using SystemUser.AspNetCore.Decisions.Internal.Xacml;

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

/// <summary>Where the party of a right is taken from: one place in the request, or a resolver of the app's, or else the token.</summary>
/// <param name="Place">The place, if it is one.</param>
/// <param name="Resolver">The resolver's type, if it is one.</param>
internal sealed record PartySource(RequestPlace? Place, Type? Resolver = null)
{
    public static PartySource Owner { get; } = new(Place: null);

    public bool IsOwner => Place is null && Resolver is null;

    /// <summary>Returns the source in words, for answers and logs.</summary>
    public override string ToString() =>
        Place?.ToString()
        ?? (Resolver is null ? "the token: the system user's owner" : $"the resolver {Resolver.Name}");
}

/// <summary>Where the instance of a right is taken from: one place in the request.</summary>
/// <param name="Type">The id of the attribute that the instance is asked about with.</param>
/// <param name="Place">The place.</param>
internal sealed record InstanceSource(string Type, RequestPlace Place)
{
    /// <summary>Several times the length of Altinn's own, and little enough to be remembered with each decision.</summary>
    public const int MostCharacters = 256;

    private const int MostCharactersOfType = 128;

    /// <summary>What says in a question whose data it is about, and of what: a caller must not add another of these.</summary>
    private static readonly HashSet<string> s_taken = new(StringComparer.OrdinalIgnoreCase)
    {
        XacmlNames.SystemUser,
        XacmlNames.Action,
        XacmlNames.Resource,
        XacmlNames.Org,
        XacmlNames.App,
        XacmlNames.Organization,
        "urn:altinn:organizationnumber",
        "urn:altinn:organization:uuid",
        "urn:altinn:partyid",
        "urn:altinn:party:uuid",
        "urn:altinn:person:identifier-no",
        "urn:altinn:person:uuid",
        "urn:altinn:ssn",
    };

    private static readonly SearchValues<char> s_lineEnds = SearchValues.Create("\u2028\u2029");

    /// <summary>Tells whether an attribute may stand for an instance.</summary>
    public static bool IsType(string type) =>
        type.Length is > 0 and <= MostCharactersOfType
        && type.All(character => character is > ' ' and <= '~')
        && !s_taken.Contains(type);

    /// <summary>Reads the instance: exactly one value of 1 to 256 characters, or none.</summary>
    public string? Read(HttpContext httpContext) =>
        Place.Read(httpContext) is { } text && IsInstance(text) ? text : null;

    private bool IsInstance(string text) =>
        text.Length is > 0 and <= MostCharacters
        && !char.IsWhiteSpace(text[0])
        && !char.IsWhiteSpace(text[^1])
        && !text.Any(char.IsControl)
        && !text.AsSpan().ContainsAny(s_lineEnds)
        && IsWellFormed(text)
        && !(Place.Kind is RequestPlaceKind.Header && text.Contains(',', StringComparison.Ordinal)); // several, joined on the way

    /// <summary>Half a surrogate pair would be written as something else than was read.</summary>
    private static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out _, out var length) != OperationStatus.Done)
            {
                return false;
            }

            text = text[length..];
        }

        return true;
    }
}
