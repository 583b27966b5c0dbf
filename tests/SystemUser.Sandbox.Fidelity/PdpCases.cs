using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace SystemUser.Sandbox.Fidelity;

/// <summary>Questions to the policy decision point, and the world that they are about.</summary>
internal sealed class PdpCases
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>A seed file without its resources.</summary>
    public required JsonObject World { get; init; }

    public required IReadOnlyList<PdpResource> Resources { get; init; }

    public required IReadOnlyList<PdpCase> Cases { get; init; }

    public static PdpCases Read()
    {
        using var stream = File.OpenRead(CaseFile.PathOf("pdp.json"));
        return JsonSerializer.Deserialize<PdpCases>(stream, s_options)!;
    }

    /// <summary>Writes the world as a seed file with its policies beside it.</summary>
    public string WriteSeed(string folder)
    {
        var seed = (JsonObject)World.DeepClone();
        seed["resources"] = new JsonArray([.. Resources.Select(resource => resource.WriteTo(folder))]);
        var path = Path.Combine(folder, "world.json");
        File.WriteAllText(path, seed.ToJsonString());
        return path;
    }
}

/// <summary>One question, or several of a multi-request, and what Altinn decides.</summary>
internal sealed record PdpCase
{
    /// <summary>What it shows; for a case of Altinn's own, the name of its file.</summary>
    public required string Case { get; init; }

    /// <summary>The attributes of the subject, such as <c>systemuser:uuid=…</c>; <c>urn:altinn:</c> goes before each.</summary>
    public string Subject { get; init; } = "";

    [JsonPropertyName("action")]
    public string ActionId { get; init; } = "read";

    /// <summary>The attributes of each resource: one for a plain request, more for a multi-request.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>The request itself, where it is malformed.</summary>
    public JsonNode? Body { get; init; }

    /// <summary>What is decided: <c>Permit</c> and the levels demanded, or an Indeterminate and its status.</summary>
    public required IReadOnlyList<string> Expected { get; init; }

    /// <summary>Why the sandbox says something else, in its decision log.</summary>
    public string? NotPlayed { get; init; }

    /// <summary>Where Altinn's own code shows it; for the rest it is the test data that the case is named after.</summary>
    public string? Source { get; init; }

    /// <summary>The request as it is sent.</summary>
    public string Request()
    {
        if (Body is not null)
        {
            return Body.ToJsonString();
        }

        var request = new JsonObject
        {
            ["AccessSubject"] = new JsonArray(Category("s1", Attributes(Subject))),
            ["Action"] = new JsonArray(Category("a1", [("urn:oasis:names:tc:xacml:1.0:action:action-id", ActionId)])),
            ["Resource"] = new JsonArray([
                .. Resources.Select((resource, i) => Category($"r{i + 1}", Attributes(resource))),
            ]),
        };
        if (Resources.Count > 1)
        {
            request["MultiRequests"] = new JsonObject
            {
                ["RequestReference"] = new JsonArray([
                    .. Resources.Select(
                        (_, i) => new JsonObject { ["ReferenceId"] = new JsonArray("s1", "a1", $"r{i + 1}") }
                    ),
                ]),
            };
        }

        return new JsonObject { ["Request"] = request }.ToJsonString();
    }

    private static IEnumerable<(string Id, string Value)> Attributes(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(attribute => attribute.Split('=', 2))
            .Select(parts => ($"urn:altinn:{parts[0]}", parts[1]));

    private static JsonNode Category(string id, IEnumerable<(string Id, string Value)> attributes) =>
        new JsonObject
        {
            ["Id"] = id,
            ["Attribute"] = new JsonArray([
                .. attributes.Select(attribute => new JsonObject
                {
                    ["AttributeId"] = attribute.Id,
                    ["Value"] = attribute.Value,
                }),
            ]),
        };
}
