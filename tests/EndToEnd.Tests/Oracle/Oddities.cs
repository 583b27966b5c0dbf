using System.Net;

namespace EndToEnd.Tests.Oracle;

/// <summary>Something odd about a request beside its token.</summary>
/// <param name="Name">In words.</param>
/// <param name="IsSecondToken">Whether it is another value of the header <c>Authorization</c>, which no bearer token may stand beside.</param>
/// <param name="Make">Makes the request odd, for one who has a good token too.</param>
public sealed record Oddity(string Name, bool IsSecondToken, Action<HttpRequestMessage, string> Make)
{
    public override string ToString() => Name;
}

/// <summary>All oddities that are tried. None lets anybody in, and none but a second token keeps anybody out.</summary>
public static class Oddities
{
    public static Oddity None { get; } = new("nothing odd", IsSecondToken: false, (_, _) => { });

    public static IReadOnlyList<Oddity> All { get; } =
    [
        new("another scheme beside", true, (request, _) => Add(request, "Authorization", "Basic dTpw")),
        new("a good token beside", true, (request, good) => Add(request, "Authorization", good)),
        new("an empty header beside", true, (request, _) => Add(request, "Authorization", "Bearer")),
        Harmless("a good token in the address", (request, good) => InAddress(request, "access_token", Bare(good))),
        Harmless("a good token in a cookie", (request, good) => Add(request, "Cookie", $"access_token={Bare(good)}")),
        Harmless("a good token for a proxy", (request, good) => Add(request, "Proxy-Authorization", good)),
        Harmless("a good token forwarded", (request, good) => Add(request, "X-Forwarded-Authorization", good)),
        Harmless("another method in a header", (request, _) => Add(request, "X-HTTP-Method-Override", "DELETE")),
        Harmless("another method in the address", (request, _) => InAddress(request, "_method", "DELETE")),
        Harmless(
            "another path in headers",
            (request, _) => AddAll(request, "/health", "X-Original-URL", "X-Rewrite-URL")
        ),
        Harmless(
            "another client in headers",
            (request, _) => AddAll(request, "127.0.0.1", "X-Forwarded-For", "X-Real-IP")
        ),
        Harmless("baggage", (request, _) => AddAll(request, "a=b", "baggage", "tracestate")),
        Harmless("another origin", (request, _) => Add(request, "Origin", "https://evil.example")),
        Harmless("a page wanted most", (request, _) => Add(request, "Accept", "text/html, */*;q=0.1")),
        Harmless("HTTP/1.0", (request, _) => request.Version = HttpVersion.Version10),
        Harmless(
            "a party in a body",
            (request, _) => request.Content ??= new StringContent("{\"partsidentifikator\":\"310904473\"}")
        ),
        Harmless(
            "fifty headers",
            (request, _) => AddAll(request, "x", [.. Enumerable.Range(0, 50).Select(i => $"X-Odd-{i}")])
        ),
    ];

    /// <summary>Finds an oddity by its name.</summary>
    public static Oddity Named(string name) => All.FirstOrDefault(oddity => oddity.Name == name) ?? None;

    private static Oddity Harmless(string name, Action<HttpRequestMessage, string> make) =>
        new(name, IsSecondToken: false, make);

    private static void AddAll(HttpRequestMessage request, string value, params IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            Add(request, name, value);
        }
    }

    private static void Add(HttpRequestMessage request, string name, string value) =>
        request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();

    private static void InAddress(HttpRequestMessage request, string name, string value)
    {
        var address = request.RequestUri!.AbsoluteUri;
        var separator = address.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        request.RequestUri = new Uri($"{address}{separator}{name}={Uri.EscapeDataString(value)}");
    }

    private static string Bare(string header) => header["Bearer ".Length..];
}
