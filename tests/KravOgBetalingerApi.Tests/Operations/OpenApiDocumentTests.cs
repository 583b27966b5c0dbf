using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KravOgBetalingerApi.Tests.Support;
using Microsoft.OpenApi;

namespace KravOgBetalingerApi.Tests.Operations;

/// <summary>What a reader of the document, or a generator of clients, builds on.</summary>
public sealed class OpenApiDocumentTests(SampleApp app) : IClassFixture<SampleApp>
{
    private const string Party = "/v1/regnskapssystem/{partsidentifikator}";
    private const string Report = "/v1/innrapportering/boligselskap/{partsidentifikator}";
    private const string Read = "ske-krav-og-betalinger/read";
    private const string Write = "ske-innrapportering-boligselskap/write";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string?, string> Operations =>
        new()
        {
            { "get", Party + "/aapnekrav", Read, "200 400 401 403 404 406 429 500 503" },
            { "get", Party + "/krav", Read, "200 400 401 403 404 406 429 500 503" },
            { "get", Party + "/innbetalinger", Read, "200 400 401 403 404 406 429 500 503" },
            { "get", Party + "/utbetalinger", Read, "200 400 401 403 404 406 429 500 503" },
            { "get", "/v1/regnskapssystem/egen/aapnekrav", Read, "200 401 403 404 406 429 500 503" },
            { "get", "/v1/regnskapssystem/klienter/aapnekrav", null, "200 400 401 403 406 429 500 503" },
            { "get", "/v1/finans/{partsidentifikator}/aapnekrav", null, "200 401 403 404 406 429 500 503" },
            { "get", "/v1/finans/{partsidentifikator}/krav", null, "200 400 401 403 404 406 429 500 503" },
            { "get", "/v1/finans/{partsidentifikator}/innbetalinger", null, "200 400 401 403 404 406 429 500 503" },
            { "get", "/v1/finans/{partsidentifikator}/utbetalinger", null, "200 400 401 403 404 406 429 500 503" },
            { "post", Report, Write, "200 400 401 403 406 415 429 500 503" },
        };

    [Fact]
    public async Task The_document_is_valid_when_parsed()
    {
        using var client = app.CreateClient();
        var read = OpenApiDocument.Parse(await client.GetStringAsync("/openapi/v1.json", Cancel), "json");
        read.Diagnostic!.Errors.ShouldBeEmpty();
        read.Diagnostic.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_document_holds_all_operations_and_no_others_when_served() =>
        All(await GetAsync())
            .Select(operation => (operation.Method, operation.Path))
            .ShouldBe(Operations.Select(row => (row.Data.Item1, row.Data.Item2)), ignoreOrder: true);

    [Fact]
    public async Task Every_path_parameter_is_declared_when_a_path_has_one()
    {
        foreach (var (_, path, operation) in All(await GetAsync()))
        {
            var parameters = Parameters(operation).Where(parameter => Text(parameter, "in") == "path").ToList();
            parameters.ShouldAllBe(parameter =>
                parameter["required"]!.GetValue<bool>() && Text(parameter["schema"], "type") == "string"
            );
            parameters
                .Select(parameter => Text(parameter, "name"))
                .ShouldBe(
                    Regex
                        .Matches(path, "{([^}]+)}", RegexOptions.None, TimeSpan.FromSeconds(1))
                        .Select(match => match.Groups[1].Value),
                    path
                );
        }
    }

    [Fact]
    public async Task Every_reference_has_its_target_when_the_document_is_served()
    {
        var document = await GetAsync();
        var references = Nodes(document)
            .OfType<JsonObject>()
            .Select(node => node["$ref"]?.GetValue<string>())
            .OfType<string>();
        foreach (var reference in references.Distinct(StringComparer.Ordinal))
        {
            reference
                .Split('/')
                .Skip(1)
                .Aggregate((JsonNode?)document, (node, name) => node?[name])
                .ShouldNotBeNull(reference);
        }
    }

    [Fact]
    public async Task Required_properties_exist_and_none_is_null_when_a_schema_is_written()
    {
        foreach (var (name, schema) in (await GetAsync())["components"]!["schemas"]!.AsObject())
        {
            foreach (var required in schema!["required"]?.AsArray() ?? [])
            {
                schema["properties"]![required!.GetValue<string>()].ShouldNotBeNull($"{name}.{required}");
            }

            schema.ToJsonString().ShouldNotContain("null", customMessage: name);
        }
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Demands_and_answers_are_described_when_an_operation_is_protected(
        string method,
        string path,
        string? right,
        string statuses
    )
    {
        var operation = (await GetAsync())["paths"]![path]![method]!;
        operation["security"]!.AsArray().Single()!["Maskinporten"]!
            .AsArray()
            .Select(scope => scope!.GetValue<string>())
            .ShouldBe([right == Write ? SampleApp.ReportScope : SampleApp.Scope]);
        operation["x-systemuser-rights"]
            ?.AsArray()
            .Select(demand => $"{Text(demand, "resource")}/{Text(demand, "action")}")
            .Single()
            .ShouldBe(right);
        (operation["x-systemuser-rights"] is null).ShouldBe(right is null);

        var responses = operation["responses"]!.AsObject();
        string.Join(' ', responses.Select(response => response.Key).Order(StringComparer.Ordinal)).ShouldBe(statuses);
        foreach (var (status, response) in responses)
        {
            response!["headers"]!["Korrelasjonsid"].ShouldNotBeNull(status);
            if (status != "200")
            {
                Text(response, "description").ShouldMatch("^(KB|DAS)-00[1-9]: ");
                response["content"]!
                    .AsObject()
                    .Select(type => (type.Key, Text(type.Value!["schema"], "$ref")))
                    .ShouldBe([
                        ("application/json", "#/components/schemas/Feil"),
                        ("application/xml", "#/components/schemas/Feil"),
                    ]);
            }
        }

        var correlation = Parameters(operation).Single(parameter => Text(parameter, "name") == "Korrelasjonsid");
        Text(correlation, "in").ShouldBe("header");
        Text(correlation["schema"], "format").ShouldBe("uuid");
        (correlation["required"]?.GetValue<bool>() ?? false).ShouldBe(method == "post");
    }

    private static IEnumerable<(string Method, string Path, JsonNode Operation)> All(JsonNode document) =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        select (operation.Key, path.Key, operation.Value);

    private static IEnumerable<JsonNode> Parameters(JsonNode operation) =>
        (operation["parameters"]?.AsArray() ?? []).OfType<JsonNode>();

    private static IEnumerable<JsonNode> Nodes(JsonNode node)
    {
        IEnumerable<JsonNode?> children = node switch
        {
            JsonObject members => members.Select(member => member.Value),
            JsonArray items => items,
            _ => [],
        };
        return children.OfType<JsonNode>().SelectMany(Nodes).Prepend(node);
    }

    private static string Text(JsonNode? node, string name) => node![name]!.GetValue<string>();

    private async Task<JsonNode> GetAsync()
    {
        using var client = app.CreateClient();
        return (await client.GetFromJsonAsync<JsonNode>("/openapi/v1.json", Cancel))!;
    }
}
