using Microsoft.Net.Http.Headers;

namespace KravOgBetalingerApi.Errors;

/// <summary>What the caller's <c>Accept</c> allows (RFC 9110 §12.5.1). A header that cannot be read states no preference.</summary>
internal static class AcceptedFormats
{
    public const string Json = "application/json";
    public const string Xml = "application/xml";

    /// <summary>Gets the formats of errors; data are JSON alone.</summary>
    public static IReadOnlyList<string> OfErrors { get; } = [Json, Xml];

    public static bool AllowsJson(HttpRequest request) => Quality(request, Json) > 0;

    public static bool PrefersXml(HttpRequest request)
    {
        var xml = Quality(request, Xml);
        return xml > 0 && xml > Quality(request, Json);
    }

    // The most specific range that matches decides: text/* before */*, application/json before application/*.
    private static double Quality(HttpRequest request, string format)
    {
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var ranges) || ranges.Count == 0)
        {
            return 1;
        }

        return
            ranges
                .Where(range => range.MatchesMediaType(format))
                .MaxBy(range =>
                    range switch
                    {
                        { MatchesAllTypes: true } => 0,
                        { MatchesAllSubTypes: true } => 1,
                        _ => 2,
                    }
                )
                is { } range
            ? range.Quality ?? 1
            : 0;
    }
}
