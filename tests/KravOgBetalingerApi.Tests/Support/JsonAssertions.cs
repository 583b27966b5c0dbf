using System.Text.Json.Nodes;

namespace KravOgBetalingerApi.Tests.Support;

internal static class JsonAssertions
{
    /// <summary>Compares values, whatever the order of members and the scale of numbers.</summary>
    public static void ShouldBeJson(this JsonNode? actual, JsonNode? expected) =>
        JsonNode
            .DeepEquals(actual, expected)
            .ShouldBeTrue($"expected\n{expected?.ToJsonString()}\nbut was\n{actual?.ToJsonString()}");
}
