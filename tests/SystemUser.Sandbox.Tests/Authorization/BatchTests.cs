using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using SystemUser.Sandbox.Tests.World;

namespace SystemUser.Sandbox.Tests.Authorization;

public sealed class BatchTests : WorldTest
{
    [Fact]
    public async Task Results_follow_the_references_and_repeat_attributes_when_asked_to()
    {
        var answer = await AuthorizeAsync(
            Batch([The.Client, The.UndelegatedClient, The.SoleProprietor, The.Stranger], include: true)
        );

        var results = answer.GetProperty("response").EnumerateArray().ToList();
        results.Select(Decision).ShouldBe(["Permit", "NotApplicable", "Permit", "NotApplicable"]);
        var echo = results[0].GetProperty("category").EnumerateArray().SelectMany(Values).ToList();
        echo.ShouldBe([$"{The.Agent}", "read", The.Resource, The.Client]);
    }

    [Theory]
    [InlineData("xyz", The.Resource, "NotApplicable")]
    [InlineData("read", "no-such-resource", "Indeterminate")]
    public async Task No_attributes_are_repeated_when_no_rule_is_about_the_question(
        string action,
        string resource,
        string decision
    )
    {
        var body = JsonNode.Parse(Batch([The.Client], include: true))!;
        body["Request"]!["Action"]![0]!["Attribute"]![0]!["Value"] = action;
        body["Request"]!["Resource"]![0]!["Attribute"]![0]!["Value"] = resource;

        var result = (await AuthorizeAsync(body.ToJsonString())).GetProperty("response").EnumerateArray().Single();

        Decision(result).ShouldBe(decision);
        result.GetProperty("category").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Request_counts_as_plain_when_it_has_one_reference()
    {
        var answer = await AuthorizeAsync(Batch([The.Client], include: false));
        Decision(answer.GetProperty("response").EnumerateArray().Single()).ShouldBe("Permit");
    }

    [Fact]
    public async Task One_result_is_returned_for_all_when_one_question_throws()
    {
        var body = JsonNode.Parse(Batch([The.Client, The.Client], include: false))!;
        body["Request"]!["Resource"]![1]!["Attribute"]![0]!["Value"] = "no-such-resource";

        var answer = await AuthorizeAsync(body.ToJsonString());

        var result = answer.GetProperty("response").EnumerateArray().Single();
        (Decision(result), Status(result)).ShouldBe(("Indeterminate", "processing-error"));
        var entry = await LastDecisionAsync();
        entry.GetProperty("batchSize").GetInt32().ShouldBe(2);
        entry.GetProperty("why").GetString().ShouldBe("there is no resource no-such-resource");
    }

    [Fact]
    public async Task One_result_is_returned_for_all_when_a_category_has_no_id()
    {
        var body = JsonNode.Parse(Batch([The.Client, The.Client], include: false))!;
        body["Request"]!["Action"]![0]!.AsObject().Remove("Id");

        var answer = await AuthorizeAsync(body.ToJsonString());

        var result = answer.GetProperty("response").EnumerateArray().Single();
        (Decision(result), Status(result)).ShouldBe(("Indeterminate", "syntax-error"));
    }

    [Fact]
    public async Task One_result_is_returned_for_all_when_the_register_does_not_know_one_party()
    {
        var answer = await AuthorizeAsync(Batch([The.Client, "999888777"], include: false));

        var result = answer.GetProperty("response").EnumerateArray().Single();
        (Decision(result), Status(result)).ShouldBe(("Indeterminate", "syntax-error"));
        (await LastDecisionAsync()).GetProperty("party").GetString().ShouldBe("999888777");
    }

    [Fact]
    public async Task All_are_answered_when_a_request_asks_a_thousand_questions()
    {
        var parties = Enumerable.Repeat(The.Client, 1000).ToArray();
        var answer = await AuthorizeAsync(Batch(parties, include: false));
        answer.GetProperty("response").EnumerateArray().Select(Decision).ShouldAllBe(decision => decision == "Permit");
        (await SendAsync(HttpMethod.Get, "/sandbox/decisions?limit=5000")).Body.GetArrayLength().ShouldBe(1000);
    }

    [Theory]
    [InlineData("""{"Request":{}}""", "Indeterminate", "processing-error")]
    [InlineData("""{"Request":null}""", "Indeterminate", "syntax-error")]
    [InlineData("""{}""", "Indeterminate", "syntax-error")]
    public async Task Answer_is_Indeterminate_when_a_request_asks_nothing(string body, string decision, string status)
    {
        var answer = await AuthorizeAsync(body);
        var result = answer.GetProperty("response").EnumerateArray().Single();
        (Decision(result), Status(result)).ShouldBe((decision, status));
        (await LastDecisionAsync()).GetProperty("decision").GetString().ShouldBe("Indeterminate");
    }

    [Fact]
    public async Task Answer_is_Indeterminate_and_logged_when_the_system_user_is_not_the_only_subject_attribute()
    {
        var body = JsonNode.Parse(Batch([The.Client], include: false))!;
        body["Request"]!["AccessSubject"]![0]!["Attribute"]!
            .AsArray()
            .Add(
                (JsonNode)new JsonObject { ["AttributeId"] = "urn:altinn:organizationnumber", ["Value"] = The.Vendor }
            );

        var result = (await AuthorizeAsync(body.ToJsonString())).GetProperty("response").EnumerateArray().Single();

        (Decision(result), Status(result)).ShouldBe(("Indeterminate", "processing-error"));
        (await LastDecisionAsync())
            .GetProperty("why")
            .GetString()
            .ShouldBe("urn:altinn:systemuser:uuid must be the only attribute of the subject, and a uuid");
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("""{"Request":{"AccessSubject":5}}""")]
    public async Task Problem_is_returned_when_the_body_is_not_a_XACML_request(string body)
    {
        var token = await OrganizationTokenAsync(The.Provider, "altinn:authorization/authorize");
        var (status, problem) = await SendAsync(HttpMethod.Post, "/authorization/api/v1/authorize", token, body);
        status.ShouldBe(HttpStatusCode.BadRequest);
        problem.GetProperty("status").GetInt32().ShouldBe(400);
    }

    [Fact]
    public async Task Batch_is_refused_when_the_Altinn_token_or_its_scope_is_missing()
    {
        var (status, _) = await SendAsync(HttpMethod.Post, "/authorization/api/v1/authorize", null, "{}");
        status.ShouldBe(HttpStatusCode.Unauthorized);
        var token = await OrganizationTokenAsync(The.Provider, "altinn:authorization/authorize.not");
        (status, _) = await SendAsync(HttpMethod.Post, "/authorization/api/v1/authorize", token, "{}");
        status.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static string Batch(string[] parties, bool include)
    {
        var resources = parties.Select(
            (party, i) =>
                Category(
                    $"r{i}",
                    ("urn:altinn:resource", The.Resource),
                    ("urn:altinn:organization:identifier-no", party)
                )
        );
        var references = parties.Select(
            (_, i) => new JsonObject { ["ReferenceId"] = new JsonArray("s1", "a1", $"r{i}") }
        );
        return new JsonObject
        {
            ["Request"] = new JsonObject
            {
                ["ReturnPolicyIdList"] = true,
                ["AccessSubject"] = new JsonArray(Category("s1", ("urn:altinn:systemuser:uuid", $"{The.Agent}"))),
                ["Action"] = new JsonArray(Category("a1", ("urn:oasis:names:tc:xacml:1.0:action:action-id", "read"))),
                ["Resource"] = new JsonArray([.. resources]),
                ["MultiRequests"] = new JsonObject { ["RequestReference"] = new JsonArray([.. references]) },
            },
        }.ToJsonString();

        JsonObject Category(string id, params (string Id, string Value)[] attributes) =>
            new()
            {
                ["Id"] = id,
                ["Attribute"] = new JsonArray([
                    .. attributes.Select(attribute => new JsonObject
                    {
                        ["AttributeId"] = attribute.Id,
                        ["Value"] = attribute.Value,
                        ["IncludeInResult"] = include,
                    }),
                ]),
            };
    }

    private static IEnumerable<string?> Values(JsonElement category) =>
        category
            .GetProperty("attribute")
            .EnumerateArray()
            .Select(attribute => attribute.GetProperty("value").GetString());
}
