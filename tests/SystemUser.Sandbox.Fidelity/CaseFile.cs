using System.Text.Json;
using System.Text.Json.Nodes;

namespace SystemUser.Sandbox.Fidelity;

/// <summary>A file of cases over HTTP, and the bodies that they share.</summary>
internal sealed class CaseFile
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    public required string Base { get; init; }

    public Dictionary<string, JsonObject> Bodies { get; init; } = [];

    public required IReadOnlyList<HttpCase> Cases { get; init; }

    public static CaseFile Read(string name)
    {
        using var stream = File.OpenRead(PathOf(name));
        return JsonSerializer.Deserialize<CaseFile>(stream, s_options)!;
    }

    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Cases", name);

    /// <summary>The body of a call: as it stands; or, where it names a shared one with <c>of</c>, that one with other members.</summary>
    public string? BodyOf(HttpStep step)
    {
        if (step.Body is not JsonObject changes || changes["of"] is not { } name)
        {
            return step.Raw ?? step.Body?.ToJsonString();
        }

        var body = (JsonObject)Bodies[name.GetValue<string>()].DeepClone();
        foreach (var (member, value) in changes.Where(change => change.Key is not ("of" or "without")))
        {
            body[member] = value?.DeepClone();
        }

        foreach (var member in changes["without"]?.AsArray() ?? [])
        {
            body.Remove(member!.GetValue<string>());
        }

        return body.ToJsonString();
    }
}

/// <summary>One call.</summary>
internal record HttpStep
{
    /// <summary>Who calls, the method and the path, such as <c>vendor GET systemregister/vendor</c>.</summary>
    public required string Call { get; init; }

    /// <summary>The body as JSON, or a shared one with changes (<see cref="CaseFile.BodyOf"/>).</summary>
    public JsonNode? Body { get; init; }

    /// <summary>The body as text, where it is no JSON.</summary>
    public string? Raw { get; init; }

    public string ContentType { get; init; } = "application/json";

    /// <summary>Members of the answer to be used in the calls that follow, as <c>{name}</c>.</summary>
    public Dictionary<string, string> Keep { get; init; } = [];
}

/// <summary>A call, what goes before it, and what Altinn answers.</summary>
internal sealed record HttpCase : HttpStep
{
    /// <summary>What the case shows.</summary>
    public required string Case { get; init; }

    /// <summary>The calls before; each must succeed.</summary>
    public IReadOnlyList<HttpStep> First { get; init; } = [];

    public required int Status { get; init; }

    /// <summary>What a refusal says (<see cref="Expectation"/>).</summary>
    public string? Says { get; init; }

    /// <summary>Members that the answer must have, with these values.</summary>
    public JsonNode? Answer { get; init; }

    /// <summary>Where Altinn's own code or test data shows it.</summary>
    public required string Source { get; init; }
}
