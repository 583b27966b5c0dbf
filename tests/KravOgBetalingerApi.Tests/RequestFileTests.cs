using System.Text.RegularExpressions;
using KravOgBetalingerApi.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;

namespace KravOgBetalingerApi.Tests;

/// <summary>The sample's requests for editors and for Bruno.</summary>
[Collection(Alone.Name)]
public sealed partial class RequestFileTests(SampleApp app, RunningSample running)
    : IClassFixture<SampleApp>,
        IClassFixture<RunningSample>
{
    private const string Folder = "samples/KravOgBetalingerApi";
    private const string TokenPath = "/api/GetSystemUserToken"; // of the sandbox

    [Fact]
    public void Every_request_names_a_route_that_exists()
    {
        using var client = app.CreateClient(); // starts it
        var endpoints = app
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .ToList();
        var requests = ReadHttp().Concat(ReadBruno()).ToList();

        requests.Count.ShouldBe(30);
        requests.Where(request => !Exists(request, endpoints)).ShouldBeEmpty();
    }

    [Fact]
    public void Both_files_have_the_same_requests() => ReadBruno().ShouldBe(ReadHttp());

    [Fact]
    public async Task Each_answer_has_the_status_that_its_heading_says()
    {
        var answers = await running.OrSkip().RunAsync(ReadHttp().Select(request => request.ToShell()));

        answers.ShouldBe(ReadHttp().Where(request => request.Names is null).Select(request => request.Status));
    }

    private static bool Exists(FileRequest request, List<RouteEndpoint> endpoints)
    {
        var path = new PathString(
            request.Url[(request.Url.IndexOf("}}", StringComparison.Ordinal) + 2)..].Split('?')[0]
        );
        return request.Url.StartsWith("{{sandbox}}", StringComparison.Ordinal)
            ? path == TokenPath
            : endpoints.Exists(endpoint =>
                endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains(request.Method) != false
                && new TemplateMatcher(new RouteTemplate(endpoint.RoutePattern), []).TryMatch(path, [])
            );
    }

    private static IReadOnlyList<FileRequest> ReadHttp() =>
        [
            .. from part in Heading().Split(File.ReadAllText(Markdown.PathOf($"{Folder}/run.http"))).Skip(1)
            let request = Request().Match(part)
            select new FileRequest(
                request.Groups["method"].Value,
                request.Groups["url"].Value,
                part[..3],
                Value(TokenOf(), part),
                Value(NameOf(), part)
            ),
        ];

    private static IReadOnlyList<FileRequest> ReadBruno() =>
        [
            .. from file in Directory.EnumerateFiles(Markdown.PathOf($"{Folder}/bruno"), "*.bru")
            let text = File.ReadAllText(file)
            orderby int.Parse(Sequence().Match(text).Groups[1].Value)
            select new FileRequest(
                Verb().Match(text).Groups[1].Value.ToUpperInvariant(),
                BrunoUrl().Match(text).Groups[1].Value,
                BrunoStatus().Match(text).Groups[1].Value,
                Value(BrunoToken(), text),
                Value(BrunoName(), text)
            ),
        ];

    private static string? Value(Regex pattern, string text) =>
        pattern.Match(text) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex("^### ", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^(?<method>[A-Z]+) (?<url>\S+)$", RegexOptions.Multiline)]
    private static partial Regex Request();

    [GeneratedRegex(@"\{\{(\w+)\.response\.body\.\*\}\}")]
    private static partial Regex TokenOf();

    [GeneratedRegex(@"^# @name (\w+)", RegexOptions.Multiline)]
    private static partial Regex NameOf();

    [GeneratedRegex(@"seq: (\d+)")]
    private static partial Regex Sequence();

    [GeneratedRegex(@"^(get|post|put|patch|delete) \{", RegexOptions.Multiline)]
    private static partial Regex Verb();

    [GeneratedRegex(@"url: (\S+)")]
    private static partial Regex BrunoUrl();

    [GeneratedRegex(@"res\.status: eq (\d+)")]
    private static partial Regex BrunoStatus();

    [GeneratedRegex(@"token: \{\{(\w+)\}\}")]
    private static partial Regex BrunoToken();

    [GeneratedRegex(@"bru\.setVar\(""(\w+)"", res\.getBody\(\)\)")]
    private static partial Regex BrunoName();

    /// <summary>A request as a file has it.</summary>
    /// <param name="Method">Its method.</param>
    /// <param name="Url">Its address, after the variable of its host.</param>
    /// <param name="Status">The status that the file says it is answered with.</param>
    /// <param name="Token">The answer that is its token.</param>
    /// <param name="Names">The name under which its answer is kept.</param>
    private sealed record FileRequest(string Method, string Url, string Status, string? Token, string? Names)
    {
        /// <summary>Writes the request for a shell: it prints the status, or keeps the answer under its name.</summary>
        public string ToShell()
        {
            var url = Url.Replace("{{api}}", "http://localhost:5080").Replace("{{sandbox}}", "http://localhost:5090");
            var header = Token is null ? "" : $"-H \"Authorization: Bearer ${Token}\" ";
            return Names is null
                ? $"curl -s -o /dev/null -w '%{{http_code}}' {header}'{url}'"
                : $"{Names}=$(curl -s {header}'{url}')";
        }
    }
}
