using System.Globalization;
using System.Text.Json.Nodes;

namespace SystemUser.AspNetCore.Benchmarks.Sandbox;

/// <summary>A seed with a thousand organizations, each with ten system users.</summary>
internal static class LargeWorld
{
    private const string Package = "urn:altinn:accesspackage:regnskapsforer-lonn";

    public static void Write(string path) =>
        File.WriteAllText(
            path,
            new JsonObject
            {
                ["organizations"] = new JsonArray([.. Enumerable.Range(0, 1_000).Select(Organization)]),
                ["accessPackages"] = new JsonArray(
                    new JsonObject
                    {
                        ["urn"] = Package,
                        ["name"] = "Lønn",
                        ["description"] = "",
                        ["relation"] = "Accountant",
                    }
                ),
                ["systems"] = new JsonArray(
                    new JsonObject
                    {
                        ["id"] = Number(0) + "_system",
                        ["vendor"] = Number(0),
                        ["name"] = new JsonObject { ["nb"] = "System" },
                        ["accessPackages"] = new JsonArray(Package),
                    }
                ),
                ["systemUsers"] = new JsonArray([.. Enumerable.Range(0, 10_000).Select(SystemUser)]),
            }.ToJsonString()
        );

    private static JsonObject Organization(int i) =>
        new()
        {
            ["number"] = Number(i),
            ["name"] = $"ORGANIZATION {i}",
            ["form"] = "AS",
        };

    private static JsonObject SystemUser(int i) =>
        new()
        {
            ["id"] = Guid.NewGuid().ToString(),
            ["kind"] = "Agent",
            ["systemId"] = Number(0) + "_system",
            ["owner"] = Number(i % 1_000),
            ["externalRef"] = $"reference {i}",
            ["accessPackages"] = new JsonArray(Package),
        };

    private static string Number(int i) => (300_000_000 + i).ToString(CultureInfo.InvariantCulture);
}
