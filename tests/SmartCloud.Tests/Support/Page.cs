using System.Net;
using System.Text.RegularExpressions;

namespace SmartCloud.Tests.Support;

/// <summary>What a browser got.</summary>
public sealed partial record Page(
    int Status,
    string Html,
    string? Location,
    IReadOnlyDictionary<string, string> Headers
)
{
    public IReadOnlyList<string> Headings => Values(Heading());

    /// <summary>Where the customers on the page stand.</summary>
    public IReadOnlyList<string> Statuses => Values(CustomerStatus());

    public string FormToken => Values(AntiforgeryToken())[0];

    private List<string> Values(Regex pattern) =>
        [.. pattern.Matches(Html).Select(match => WebUtility.HtmlDecode(match.Groups["value"].Value))];

    [GeneratedRegex("<h1>(?<value>[^<]*)</h1>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Heading();

    [GeneratedRegex("data-status=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CustomerStatus();

    [GeneratedRegex(
        "__RequestVerificationToken\" type=\"hidden\" value=\"(?<value>[^\"]+)\"",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex AntiforgeryToken();
}
