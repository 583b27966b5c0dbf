using System.Net;
using System.Net.Http.Json;
using KravOgBetalingerApi.Data;
using KravOgBetalingerApi.Tests.Examples;
using KravOgBetalingerApi.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Moq;
using SystemUser.AspNetCore.Testing;
using SystemUser.Sandbox.Wire.Scripted;

namespace KravOgBetalingerApi.Tests;

/// <summary>What README, guide and guide to testing print is compiled and run: it stands in the folder Examples, or is the minimal sample and its test.</summary>
[Collection(Alone.Name)]
public sealed class SnippetTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Documents =>
        ["README.md", "docs/guide.md", "docs/testing.md", "docs/migrating.md"];

    public static TheoryData<string> Settings =>
        [
            .. from document in (string[])["README.md", "docs/guide.md"]
            from block in Markdown.ReadBlocks(document)
            where block.Language == "json" && block.Text.Contains("\"SystemUser\"", StringComparison.Ordinal)
            select block.Text,
        ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_piece_of_code_stands_in_an_example_when_a_document_prints_it(string document)
    {
        string[] examples =
        [
            .. Directory
                .EnumerateFiles(Markdown.PathOf("tests/KravOgBetalingerApi.Tests/Examples"), "*.cs")
                .Append(Markdown.PathOf("samples/Minimal/Program.cs"))
                .Append(Markdown.PathOf("tests/Minimal.Tests/KravTests.cs"))
                .Select(file => WithoutLayout(File.ReadAllText(file))),
        ];
        var pieces = Markdown
            .ReadBlocks(document)
            .Where(block => block.Language == "csharp")
            .SelectMany(block => block.Text.Split("\n\n"))
            .ToList();
        pieces.ShouldNotBeEmpty();
        foreach (var piece in pieces)
        {
            examples.ShouldContain(example => example.Contains(WithoutLayout(piece)), piece);
        }
    }

    [Fact]
    public void Both_settings_are_found_when_the_documents_are_read() => Settings.Count.ShouldBe(2);

    [Theory]
    [MemberData(nameof(Settings))]
    public async Task Only_who_has_the_right_is_let_in_when_the_documented_app_runs(string settings)
    {
        await using var sandbox = new ScriptedSandbox();
        await using var documents = new SqliteConnection("Data Source=:memory:");
        await documents.OpenAsync(Cancel);
        await using var app = GuideApp.Build(settings, sandbox, Mock.Of<IKravregister>(), documents);
        await app.StartAsync(Cancel);
        var (own, foreign) = await StoreDocumentsAsync(app);
        var token = sandbox.SystemUser(owner: "310904473").WithScopes("skatteetaten:kravogbetalinger");
        sandbox.Pdp.For(party: "310904473").Permit();
        sandbox.Pdp.For(party: "312714051").NotApplicable();
        using var client = app.GetTestClient().AuthenticateAs(token);

        (await client.GetStringAsync("/v1/mine/krav", Cancel)).ShouldBe(
            $"{token.SystemUserId} reads the claims of 310904473."
        );
        (await client.GetStringAsync("/v1/krav/310904473", Cancel)).ShouldBe("The claims of 310904473.");
        (await client.GetAsync("/v1/krav/312714051", Cancel)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await client.GetAsync("/v1/regnskapssystem/310904473/aapnekrav", Cancel)).StatusCode.ShouldBe(
            HttpStatusCode.NoContent
        );
        (await client.GetStringAsync($"/v1/documents/{own}", Cancel)).ShouldContain("The owner's.");
        (await client.GetAsync($"/v1/documents/{foreign}", Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await client.GetAsync($"/v1/documents/{Guid.NewGuid()}", Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await ReportAsync(client, new Report("310904473", 12.5m))).ShouldBe("310904473 reports 12.5.");
        (await ReportAsync(client, new Report("312714051", 12.5m))).ShouldContain("party-not-owner");
        (await client.GetStringAsync("/v1/instances/50001337/8a5c0e2f", Cancel)).ShouldBe("310904473");
        (await client.GetStringAsync("/v1/krav", Cancel)).ShouldBe("All claims.");
        (await client.GetStringAsync("/v1/saldo", Cancel)).ShouldBe("The balance of 310904473.");
        (await client.GetStringAsync("/openapi/v1.json", Cancel)).ShouldContain("\"orgnr\"");

        using var anybody = app.GetTestClient();
        foreach (
            var path in (string[])
                ["/v1/mine/krav", "/v1/krav/310904473", "/v1/regnskapssystem/310904473/aapnekrav", "/v1/saldo"]
        )
        {
            (await anybody.GetAsync(path, Cancel)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }
    }

    private static async Task<(Guid Own, Guid Foreign)> StoreDocumentsAsync(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<DocumentContext>();
        await database.Database.EnsureCreatedAsync(Cancel);
        var own = database.Add(new Document { Orgnr = "310904473", Text = "The owner's." });
        var foreign = database.Add(new Document { Orgnr = "312714051", Text = "Another's." });
        await database.SaveChangesAsync(Cancel);
        return (own.Entity.Id, foreign.Entity.Id);
    }

    private static async Task<string> ReportAsync(HttpClient client, Report report)
    {
        using var answer = await client.PostAsJsonAsync("/v1/reports", report, Cancel);
        return await answer.Content.ReadAsStringAsync(Cancel);
    }

    private static string WithoutLayout(string code) => string.Concat(code.Where(c => !char.IsWhiteSpace(c)));
}
