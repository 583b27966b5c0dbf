using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using SystemUser.Sandbox.Tests.World;

namespace SystemUser.Sandbox.Tests.Authorization;

/// <summary>The decision point as Altinn's own services ask it, and whoever uses Altinn's own package.</summary>
public sealed class InternalDecisionTests : WorldTest
{
    [Fact]
    public async Task Decides_without_a_token()
    {
        var result = await AskInsideAsync(Question(The.SystemUser.ToString()));

        Decision(result).ShouldBe("Permit");
        (await LastDecisionAsync()).GetProperty("askedBy").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("{}")]
    public async Task Says_syntax_error_when_there_is_no_question(string body)
    {
        var result = await AskInsideAsync(body);

        Decision(result).ShouldBe("Indeterminate");
        Status(result).ShouldBe("syntax-error");
    }

    [Fact]
    public async Task Says_syntax_error_when_it_stumbles()
    {
        var result = await AskInsideAsync(Question("no uuid"));

        Decision(result).ShouldBe("Indeterminate");
        Status(result).ShouldBe("syntax-error");
    }

    private async Task<JsonElement> AskInsideAsync(string body)
    {
        var (status, answer) = await SendAsync(HttpMethod.Post, "/authorization/api/v1/decision", body: body);
        status.ShouldBe(HttpStatusCode.OK);
        return answer.GetProperty("response").EnumerateArray().Single();
    }

    private static string Question(string systemUser) =>
        new JsonObject
        {
            ["Request"] = new JsonObject
            {
                ["AccessSubject"] = Category(("urn:altinn:systemuser:uuid", systemUser)),
                ["Action"] = Category(("urn:oasis:names:tc:xacml:1.0:action:action-id", "read")),
                ["Resource"] = Category(
                    ("urn:altinn:resource", The.Resource),
                    ("urn:altinn:organization:identifier-no", The.Customer)
                ),
            },
        }.ToJsonString();
}
