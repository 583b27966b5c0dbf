using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using SystemUser.Sandbox.Tests.Maskinporten;
using SystemUser.Sandbox.Tests.World;

namespace SystemUser.Sandbox.Tests.Authentication;

/// <summary>A vendor with a token for Altinn's authentication API.</summary>
public abstract class VendorTest : MaskinportenTest
{
    protected const string Base = "/authentication/api/v1/";
    protected const string Register = Base + "systemregister/vendor";
    protected const string Requests = Base + "systemuser/request/vendor";
    protected const string Changes = Base + "systemuser/changerequest/vendor";

    private const string Scopes =
        "altinn:authentication/systemregister.write "
        + "altinn:authentication/systemuser.request.read "
        + "altinn:authentication/systemuser.request.write";

    internal string Token { get; set; } = "";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Token = await OrganizationTokenAsync(The.Vendor, Scopes);
    }

    internal Task<string> TokenOfAsync(string organization) => OrganizationTokenAsync(organization, Scopes);

    internal Task<JsonElement> GetAsync(
        string path,
        HttpStatusCode expected = HttpStatusCode.OK,
        string? token = null
    ) => CallAsync(HttpMethod.Get, path, null, expected, token ?? Token);

    internal Task<JsonElement> PostAsync(
        string path,
        JsonNode body,
        HttpStatusCode expected = HttpStatusCode.OK,
        string? token = null
    ) => CallAsync(HttpMethod.Post, path, body, expected, token ?? Token);

    internal Task<JsonElement> PutAsync(
        string path,
        JsonNode body,
        HttpStatusCode expected = HttpStatusCode.OK,
        string? token = null
    ) => CallAsync(HttpMethod.Put, path, body, expected, token ?? Token);

    internal Task<JsonElement> DeleteAsync(
        string path,
        HttpStatusCode expected = HttpStatusCode.OK,
        string? token = null
    ) => CallAsync(HttpMethod.Delete, path, null, expected, token ?? Token);

    internal static JsonArray Rights(params string[] resources) =>
        new([
            .. resources.Select(resource => new JsonObject
            {
                ["resource"] = new JsonArray(new JsonObject { ["id"] = "urn:altinn:resource", ["value"] = resource }),
            }),
        ]);

    internal static JsonArray Packages(params string[] urns) =>
        new([.. urns.Select(urn => new JsonObject { ["urn"] = urn })]);

    internal static JsonObject NewSystem(string id = "991825827_new", string vendor = The.Vendor) =>
        new()
        {
            ["id"] = id,
            ["vendor"] = new JsonObject { ["ID"] = $"0192:{vendor}" },
            ["name"] = new JsonObject
            {
                ["nb"] = "Ny",
                ["en"] = "New",
                ["nn"] = "Ny",
            },
            ["description"] = new JsonObject
            {
                ["nb"] = "Ny",
                ["en"] = "New",
                ["nn"] = "Ny",
            },
            ["rights"] = Rights(The.Resource),
            ["clientId"] = new JsonArray("6a3c1f5e-2222-4444-8888-111111111111"),
            ["allowedRedirectUrls"] = new JsonArray("https://new.example/receipt"),
            ["isVisible"] = true,
        };

    internal static JsonObject NewRequest(string party = The.Customer, string? externalRef = "ref") =>
        new()
        {
            ["externalRef"] = externalRef,
            ["systemId"] = The.System,
            ["partyOrgNo"] = party,
            ["rights"] = Rights(The.Resource),
            ["redirectUrl"] = "https://smartcloud.example/receipt",
        };

    internal static void ShouldBeJson(JsonElement actual, string expected) =>
        JsonNode
            .DeepEquals(JsonNode.Parse(actual.GetRawText()), JsonNode.Parse(expected))
            .ShouldBeTrue(actual.GetRawText());

    internal static string? Code(JsonElement problem) => problem.GetProperty("code").GetString();

    /// <summary>The codes of the faults of a body.</summary>
    internal static string[] Faults(JsonElement problem)
    {
        Code(problem).ShouldBe("STD-00000");
        return [.. problem.GetProperty("validationErrors").EnumerateArray().Select(fault => Code(fault)!)];
    }
}
