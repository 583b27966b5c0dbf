using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace SystemUser.AspNetCore.Benchmarks.Portal;

/// <summary>A person at the portal, who has chosen who to be.</summary>
internal sealed partial class PortalVisitor : IDisposable
{
    private const string Who = PortalReport.Root + "who";

    private readonly HttpClient _http;

    private PortalVisitor(Uri sandbox) =>
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = sandbox };

    public static async Task<PortalVisitor> ArriveAsync(Uri sandbox, string pid, string organization)
    {
        var visitor = new PortalVisitor(sandbox);
        var page = await visitor._http.GetStringAsync(Who);
        using var choice = new FormUrlEncodedContent([
            new("__RequestVerificationToken", Token().Match(page).Groups["token"].Value),
            new("person", pid),
            new("organization", organization),
        ]);
        using var answer = await visitor._http.PostAsync(Who, choice);
        return answer.StatusCode == HttpStatusCode.SeeOther
            ? visitor
            : throw new InvalidOperationException($"The portal answered {answer.StatusCode} to who the visitor is.");
    }

    /// <summary>Reads a page to its end.</summary>
    /// <param name="path">Its address below the portal's; with a slash, below the sandbox's.</param>
    /// <param name="expected">What it must hold, so that a page that says no is not taken for a fast one.</param>
    public async Task<TimeSpan> ReadAsync(string path, string expected)
    {
        var start = Stopwatch.GetTimestamp();
        var page = await _http.GetStringAsync(path.StartsWith('/') ? path : PortalReport.Root + path);
        var elapsed = Stopwatch.GetElapsedTime(start);
        return page.Contains(expected, StringComparison.Ordinal)
            ? elapsed
            : throw new InvalidOperationException($"'{expected}' is not on {path}.");
    }

    public void Dispose() => _http.Dispose();

    [GeneratedRegex(
        "name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Token();
}
