using System.Text.Json.Nodes;
using KravOgBetalingerApi.Tests.Support;
using SystemUser.AspNetCore.Testing;
using SystemUser.Sandbox.Tests.Generated;
using SystemUser.Sandbox.Wire.Scripted;

namespace KravOgBetalingerApi.Tests.Operations;

/// <summary>Whatever is sent to the API, it answers, and never with 500.</summary>
public sealed class GeneratedCallTests(ITestOutputHelper output)
{
    private const int Usual = 1000;

    /// <summary>Values and names that mean something here.</summary>
    private static readonly string[] s_known =
    [
        "310904473",
        "312714051",
        "2026-07-08",
        "2026-01-01",
        "2025-12-31",
        "1",
        "20",
        "boligselskap",
        "kid",
        "type",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_operation_answers_whatever_it_is_sent_and_never_with_500()
    {
        var (seed, count) = (GeneratedCalls.Seed, GeneratedCalls.Count(Usual));
        output.WriteLine($"{GeneratedCalls.SeedVariable}={seed} {GeneratedCalls.CountVariable}={count}");
        using var app = new OnKestrel();
        app.Sandbox.Pdp.Permit();
        app.ArrangeClients("312714051");
        using var http = app.CreateClient();
        var document = JsonNode.Parse(await http.GetStringAsync("/openapi/v1.json", Cancel))!;
        string?[] tokens =
        [
            Token(app, "310904473"),
            Token(app, "310904473"),
            Token(app, "310904473"),
            Token(app, "312714051"),
            null,
        ];
        var statuses = new SortedDictionary<int, int>();
        var broken = new List<string>();

        foreach (var call in new GeneratedCalls(document, seed, s_known).Make(count))
        {
            var status = await call.SendAsync(http, tokens[call.Number / 7 % tokens.Length], Cancel);
            statuses[status] = statuses.GetValueOrDefault(status) + 1;
            if (status is 0 or >= 500)
            {
                broken.Add($"{status} {call}");
            }
        }

        output.WriteLine(string.Join(", ", statuses.Select(one => $"{one.Value} of {one.Key}")));
        broken.ShouldBeEmpty();
        statuses.ShouldContainKey(200);
        statuses.ShouldContainKey(400);
    }

    private static string Token(SampleApp app, string owner) =>
        app
            .Sandbox.SystemUser(owner)
            .WithScopes(SampleApp.Scope, SampleApp.ReportScope)
            .ExpiresIn(TimeSpan.FromHours(1))
            .ToString();

    private sealed class OnKestrel() : SampleApp(_ => { }, onKestrel: true);
}
