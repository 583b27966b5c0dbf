using System.Text.Json.Nodes;

namespace KravOgBetalingerApi.Tests.Support;

/// <summary>The documentation's examples of answers.</summary>
internal static class Example
{
    public static JsonNode Read(string name) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Examples", name + ".json")))!;
}
