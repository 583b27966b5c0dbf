using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SystemUser.Sandbox.Wire;
using SystemUser.Sandbox.Wire.Internal;

namespace SystemUser.Sandbox.Tool.Internal;

/// <summary>Asks the policy decision point as an API does, and says why it answers so.</summary>
internal static class AskCommand
{
    private const string SystemUser = "--system-user";
    private const string Party = "--party";
    private const string Resource = "--resource";
    private const string Action = "--action";
    private const string SubscriptionKey = "--subscription-key";
    private const string Permit = "Permit";
    private const int NotPermitted = 3;

    public static async Task<ToolAnswer> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        var arguments = new ToolArguments(
            args,
            SystemUser,
            Party,
            Resource,
            Action,
            SubscriptionKey,
            RunningSandbox.Option
        );
        using var sandbox = new RunningSandbox(arguments);
        var systemUser = ReadSystemUser(arguments);
        var party = ReadParty(arguments);
        var resource = arguments.Need(Resource, "my-api");
        var question = Question(systemUser, party, resource, arguments[Action] ?? "read");
        var token = await sandbox.GetAsync(
            "/api/GetEnterpriseToken?orgNo=974761076&scopes=altinn:authorization/authorize",
            cancellationToken
        );
        var request = new HttpRequestMessage(HttpMethod.Post, "/authorization/api/v1/authorize")
        {
            Content = JsonContent.Create(question),
        };
        request.Headers.Authorization = sandbox.Read(() => new AuthenticationHeaderValue("Bearer", token));
        request.Headers.Add("Ocp-Apim-Subscription-Key", arguments[SubscriptionKey] ?? "sandbox");

        // The log has others' questions too, also the same one; the trace is this one's alone.
        var trace = ActivityTraceId.CreateRandom().ToHexString();
        request.Headers.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom().ToHexString()}-01");
        var decision = DecisionIn(await sandbox.SendAsync(request, cancellationToken), sandbox);
        var log = await sandbox.GetAsync("/sandbox/decisions", cancellationToken);
        var why =
            sandbox.Read(() => ReasonIn(log, trace))
            ?? $"a fault that is switched on answers in place of the decision point. {FaultsOf(sandbox)}";
        return new(
            $"{decision}: {why}",
            ExitCode: string.Equals(decision, Permit, StringComparison.Ordinal) ? 0 : NotPermitted
        );
    }

    private static string DecisionIn(string answer, RunningSandbox sandbox)
    {
        var results = sandbox.Read(() => DecisionsIn(answer));
        return results is [var decision]
            ? decision
            : throw ToolFailure.OfSandbox(
                $"One question got {results.Count} results, which is no decision. A fault that is switched on may answer so. {FaultsOf(sandbox)}"
            );
    }

    private static List<string> DecisionsIn(string answer) =>
        JsonNode.Parse(answer)?["response"] is JsonArray { Count: > 0 } results
            ? [.. results.Select(result => (string?)result?["decision"] ?? throw NoForm("decision"))]
            : throw NoForm("response");

    private static string? ReasonIn(string log, string trace) =>
        JsonNode.Parse(log) is JsonArray entries
            ? (string?)entries.FirstOrDefault(entry => (string?)entry?["traceId"] == trace)?["why"]
            : throw NoForm("log");

    private static FormatException NoForm(string missing) => new($"There is no {missing}.");

    private static string FaultsOf(RunningSandbox sandbox) => $"Look at {new Uri(sandbox.Address, "/sandbox/faults")}.";

    private static string ReadSystemUser(ToolArguments arguments)
    {
        const string example = "33a0911a-5459-456f-bc57-3d37ef9a016c";
        var text = arguments.Need(SystemUser, example);
        return Guid.TryParseExact(text, "D", out _)
            ? text
            : throw ToolFailure.OfCommandLine(
                $"{SystemUser} is '{text}'. Write the uuid of a system user, such as {example}."
            );
    }

    private static string ReadParty(ToolArguments arguments)
    {
        const string example = "310904473";
        var text = arguments.Need(Party, example);
        return Numbers.IsOrganization(text)
            ? text
            : throw ToolFailure.OfCommandLine(
                $"{Party} is '{text}'. Write an organization number of nine digits, such as {example}."
            );
    }

    private static JsonObject Question(string systemUser, string party, string resource, string action) =>
        new()
        {
            ["Request"] = new JsonObject
            {
                ["AccessSubject"] = Category((PdpAttributeIds.SystemUser, systemUser)),
                ["Action"] = Category((PdpAttributeIds.Action, action)),
                ["Resource"] = Category(
                    (PdpAttributeIds.Resource, resource),
                    (PdpAttributeIds.OrganizationNumber, party)
                ),
            },
        };

    private static JsonArray Category(params IEnumerable<(string Id, string Value)> attributes) =>
        [
            new JsonObject
            {
                ["Attribute"] = new JsonArray([
                    .. attributes.Select(attribute => new JsonObject
                    {
                        ["AttributeId"] = attribute.Id,
                        ["Value"] = attribute.Value,
                    }),
                ]),
            },
        ];
}
