using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using SystemUser.Sandbox.Wire.Internal.Http;

namespace SystemUser.Sandbox.Tests.Portal;

/// <summary>A page as a reader meets it.</summary>
internal sealed partial class PortalPage
{
    public required HttpStatusCode Status { get; init; }

    public required HttpResponseHeaders Headers { get; init; }

    public required string Html { get; init; }

    public string? Location => Headers.Location?.OriginalString;

    /// <summary>What the page says, without its tags.</summary>
    public string Text => Spaces().Replace(WebUtility.HtmlDecode(Tags().Replace(Html, " ")), " ");

    public string Heading => WebUtility.HtmlDecode(Tags().Replace(H1().Match(Html).Groups[1].Value, ""));

    public string Title => WebUtility.HtmlDecode(TitleTag().Match(Html).Groups[1].Value);

    public string FormToken => Token().Match(Html).Groups[1].Value;

    public IReadOnlyList<string> Buttons =>
        [.. ButtonTags().Matches(Html).Select(match => Plain(match.Groups[1].Value))];

    /// <summary>The addresses that the page links to, by the words of the link.</summary>
    public ILookup<string, string> Links =>
        Anchors()
            .Matches(Html)
            .ToLookup(
                match => Plain(match.Groups[2].Value),
                match => WebUtility.HtmlDecode(match.Groups[1].Value),
                StringComparer.Ordinal
            );

    public static async Task<PortalPage> ReadAsync(HttpResponseMessage response)
    {
        using (response)
        {
            return new PortalPage
            {
                Status = response.StatusCode,
                Headers = response.Headers,
                Html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            };
        }
    }

    private static string Plain(string html) =>
        Spaces().Replace(WebUtility.HtmlDecode(Tags().Replace(html, "")), " ").Trim();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex("<h1>(.*?)</h1>", RegexOptions.Singleline)]
    private static partial Regex H1();

    [GeneratedRegex("<title>(.*?)</title>", RegexOptions.Singleline)]
    private static partial Regex TitleTag();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("<button[^>]*>(.*?)</button>", RegexOptions.Singleline)]
    private static partial Regex ButtonTags();

    [GeneratedRegex("<a [^>]*?href=\"([^\"]*)\"[^>]*>(.*?)</a>", RegexOptions.Singleline)]
    private static partial Regex Anchors();
}
