using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;

namespace SystemUser.Sandbox.Fidelity;

/// <summary>
/// What a refusal is to say, in one line: a code (<c>AUTH-00010</c>), codes of faults (<c>AUTH.VLD-00001 AUTH.VLD-00002</c>),
/// <c>framework</c>, <c>errors: member</c>, <c>text: …</c>, <c>json: …</c> or <c>empty</c>.
/// </summary>
internal static partial class Expectation
{
    public static void ShouldSay(int status, string says, string? mediaType, string body)
    {
        switch (says.Split(": ", 2))
        {
            case ["empty"]:
                body.ShouldBeEmpty();
                break;
            case ["text", var text]:
                mediaType.ShouldBe("text/plain");
                body.ShouldBe(text);
                break;
            case ["json", var json]:
                body.ShouldBe(json);
                break;
            case ["framework"]:
                ShouldBe(Problem(mediaType, body), Framework(status));
                break;
            case ["errors", var member]:
                var problem = Problem(mediaType, body);
                problem["errors"].ShouldNotBeNull().AsObject().Select(error => error.Key).ShouldContain(member);
                problem.Remove("errors");
                ShouldBe(problem, Framework(status, "One or more validation errors occurred."));
                break;
            case ["bare", var title]:
                var bare = Problem(mediaType, body);
                bare.Remove("detail").ShouldBeTrue();
                ShouldBe(bare, new JsonObject { ["title"] = title, ["status"] = status });
                break;
            default:
                ShouldBe(Problem(mediaType, body), Coded(says.Split(' ')));
                break;
        }
    }

    private static JsonObject Framework(int status, string? title = null) =>
        new()
        {
            ["type"] = $"https://tools.ietf.org/html/rfc9110#section-15.5.{status - 399}",
            ["title"] = title ?? Phrase(status),
            ["status"] = status,
            ["traceId"] = "",
        };

    private static JsonObject Coded(string[] codes)
    {
        var isFault = codes[0].Contains(".VLD-", StringComparison.Ordinal);
        var problem = ProblemTable.Find(isFault ? "STD-00000" : codes[0]).Single();
        var body = new JsonObject
        {
            ["type"] = $"urn:altinn:error:{problem.Code}",
            ["title"] = problem.Title,
            ["status"] = problem.Status,
            ["code"] = problem.Code,
            ["traceId"] = "",
            ["statusDescription"] = Phrase(problem.Status),
        };
        if (isFault)
        {
            body["validationErrors"] = new JsonArray([.. codes.Select(Fault)]);
        }

        return body;
    }

    // Of the two faults with one code, the first is that of an id that nobody has.
    private static JsonNode Fault(string code)
    {
        var fault = ProblemTable.Find(code)[0];
        return new JsonObject
        {
            ["code"] = fault.Code,
            ["title"] = fault.Title,
            ["paths"] = fault.Path is { } path ? new JsonArray(path) : new JsonArray(),
        };
    }

    private static JsonObject Problem(string? mediaType, string body)
    {
        mediaType.ShouldBe("application/problem+json", body);
        var problem = JsonNode.Parse(body)!.AsObject();
        if (problem["traceId"] is { } trace)
        {
            trace.GetValue<string>().ShouldMatch(TraceParent().ToString());
            problem["traceId"] = "";
        }

        // What Altinn adds besides is listed with the case, as its answer.
        foreach (var name in problem.Select(member => member.Key).Where(IsParticular).ToList())
        {
            problem.Remove(name);
        }

        foreach (var fault in problem["validationErrors"]?.AsArray() ?? [])
        {
            foreach (var name in fault!.AsObject().Select(member => member.Key).Where(IsParticular).ToList())
            {
                fault.AsObject().Remove(name);
            }
        }

        return problem;
    }

    private static bool IsParticular(string member) =>
        member.EndsWith(" : ", StringComparison.Ordinal) || char.IsUpper(member[0]);

    private static void ShouldBe(JsonObject actual, JsonObject expected) =>
        JsonNode.DeepEquals(actual, expected).ShouldBeTrue($"{actual.ToJsonString()} is not {expected.ToJsonString()}");

    private static string Phrase(int status) => ReasonPhrases.GetReasonPhrase(status);

    [GeneratedRegex("^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$")]
    private static partial Regex TraceParent();
}
