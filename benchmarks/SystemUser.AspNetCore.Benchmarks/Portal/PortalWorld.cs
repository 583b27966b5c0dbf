using System.Globalization;
using System.Text.Json.Nodes;

namespace SystemUser.AspNetCore.Benchmarks.Portal;

/// <summary>
/// A seed as hard on the portal as ten thousand system users can be: one accountant owns them all, has a thousand
/// clients, and sells a thousand systems; a thousand people govern a thousand organizations with two thousand units, and all
/// have a role in the accountant's.
/// </summary>
internal static class PortalWorld
{
    public const string Pid = "10010000000";
    public const string Agent = "00000000-0000-4000-8000-000000000000";

    private const int Organizations = 1_000;
    private const int SystemUsers = 10_000;
    private const string Package = "urn:altinn:accesspackage:regnskapsforer-lonn";

    public static string Accountant => Number(0);

    public static void Write(string path) =>
        File.WriteAllText(
            path,
            new JsonObject
            {
                ["organizations"] = Rows(Organizations, Organization, Unit("BERGEN", 1_000), Unit("OSLO", 2_000)),
                ["persons"] = Rows(Organizations, Person),
                ["clients"] = new JsonArray(
                    new JsonObject
                    {
                        ["facilitator"] = Accountant,
                        ["kind"] = "Accountant",
                        ["clients"] = new JsonArray([
                            .. Enumerable.Range(1, Organizations - 1).Select(i => (JsonNode)Number(i)),
                        ]),
                    }
                ),
                ["accessPackages"] = new JsonArray(
                    new JsonObject
                    {
                        ["urn"] = Package,
                        ["name"] = "Lønn",
                        ["description"] = "",
                        ["relation"] = "Accountant",
                    }
                ),
                ["resources"] = Rows(Organizations, Resource),
                ["systems"] = Rows(Organizations, System),
                ["systemUsers"] = Rows(SystemUsers, SystemUser),
                ["delegations"] = new JsonArray(
                    new JsonObject
                    {
                        ["agent"] = Agent,
                        ["clients"] = new JsonArray([
                            .. Enumerable.Range(1, Organizations / 2).Select(i => (JsonNode)Number(i)),
                        ]),
                    }
                ),
            }.ToJsonString()
        );

    private static JsonArray Rows(int count, params Func<int, JsonObject>[] makers) =>
        new([.. makers.SelectMany(make => Enumerable.Range(0, count).Select(make))]);

    private static JsonObject Organization(int i) =>
        new()
        {
            ["number"] = Number(i),
            ["name"] = $"ORGANIZATION {i}",
            ["form"] = "AS",
            ["isFacilitator"] = i == 0,
        };

    private static Func<int, JsonObject> Unit(string place, int offset) =>
        i => new JsonObject
        {
            ["number"] = Number(offset + i),
            ["name"] = $"ORGANIZATION {i} AVD {place}",
            ["form"] = "BEDR",
            ["parent"] = Number(i),
        };

    private static JsonObject Person(int i) =>
        new()
        {
            ["pid"] = (long.Parse(Pid, CultureInfo.InvariantCulture) + i).ToString(CultureInfo.InvariantCulture),
            ["name"] = $"PERSON {i}",
            ["roles"] = new JsonObject
            {
                [Number(i)] = new JsonArray("DAGL"),
                [Number(i == 0 ? 1 : 0)] = new JsonArray("KONT"),
            },
        };

    private static JsonObject Resource(int i) =>
        new()
        {
            ["resource"] = new JsonObject
            {
                ["identifier"] = $"resource-{i}",
                ["title"] = new JsonObject
                {
                    ["nb"] = $"Ressurs {i}",
                    ["nn"] = $"Ressurs {i}",
                    ["en"] = $"Resource {i}",
                },
                ["hasCompetentAuthority"] = new JsonObject { ["organization"] = Accountant, ["orgcode"] = "org" },
                ["delegable"] = true,
            },
        };

    private static JsonObject System(int i) =>
        new()
        {
            ["id"] = $"{Accountant}_system{i}",
            ["vendor"] = Accountant,
            ["name"] = new JsonObject { ["nb"] = $"System {i}" },
            ["isVisible"] = i % 2 == 1,
            ["accessPackages"] = i % 2 == 0 ? new JsonArray(Package) : [],
            ["rights"] = i % 2 == 1 ? new JsonArray($"resource-{i}") : [],
        };

    private static JsonObject SystemUser(int i) =>
        new()
        {
            ["id"] = i == 0 ? Agent : Guid.NewGuid().ToString(),
            ["kind"] = "Agent",
            ["systemId"] = $"{Accountant}_system{i * 2 % Organizations}",
            ["owner"] = Accountant,
            ["externalRef"] = $"reference {i}",
            ["accessPackages"] = new JsonArray(Package),
        };

    private static string Number(int i) => (300_000_000 + i).ToString(CultureInfo.InvariantCulture);
}
