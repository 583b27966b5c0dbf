using System.Net;
using System.Text.Json.Nodes;
using SystemUser.Sandbox.Tests.Authentication;
using SystemUser.Sandbox.Tests.Authorization;
using SystemUser.Sandbox.Tests.Maskinporten;
using SystemUser.Sandbox.Tests.World;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Tests.Story;

/// <summary>What the people of the story do, each over HTTP with a token of its own.</summary>
public abstract class StoryTest : VendorTest
{
    protected const string Claims = "ske-story-claims";
    protected const string Payments = "ske-story-payments";
    protected const string OwnSystem = "991825827_story";
    protected const string AgentSystem = "991825827_story_agent";

    private const string Scope = "skatteetaten:story";
    private const string Resources = "/resourceregistry/api/v1/resource";

    private static readonly string[] VendorScopes =
    [
        "altinn:authentication/systemregister.write",
        "altinn:authentication/systemuser.request.read",
        "altinn:authentication/systemuser.request.write",
    ];

    private MaskinportenClientUnderTest _vendor = null!;
    private MaskinportenClientUnderTest _agentClient = null!;

    internal async Task<GuardedApi> TheProviderPreparesAsync()
    {
        var provider = await RegisterClientAsync(
            The.Provider,
            "altinn:resourceregistry/resource.write",
            "altinn:authorization/authorize"
        );
        await CallAsync(
            HttpMethod.Post,
            "/sandbox/maskinporten/scopes",
            new JsonObject
            {
                ["name"] = Scope,
                ["owner"] = The.Provider,
                ["tokenLifetime"] = 120,
            },
            HttpStatusCode.Created
        );
        await CallAsync(HttpMethod.Put, $"/sandbox/maskinporten/scopes/access/{The.Vendor}?scope={Scope}");
        var token = await ExchangeAsync(provider, "altinn:resourceregistry/resource.write");
        foreach (var resource in new[] { Claims, Payments })
        {
            await CallAsync(HttpMethod.Post, Resources, Document(resource), HttpStatusCode.Created, token);
            var policy = Policies.For(resource, "regnskapsforer-med-signeringsrettighet");
            var (status, _) = await SendAsync(
                HttpMethod.Put,
                $"{Resources}/{resource}/policy",
                token,
                policy,
                "application/xml"
            );
            status.ShouldBe(HttpStatusCode.Created);
        }

        return await GuardedApi.StartAsync(Host.Http.BaseAddress!, provider, Clock, Scope, Claims, Payments);
    }

    internal async Task TheVendorRegistersItsSystemsAsync()
    {
        _vendor = await RegisterClientAsync(The.Vendor, [Scope, .. VendorScopes]);
        await TheVendorLogsInAsync();
        var system = NewSystem(OwnSystem);
        system["clientId"] = new JsonArray(_vendor.ClientId);
        system["rights"] = Rights(Claims);
        await PostAsync(Register, system);

        _agentClient = await RegisterClientAsync(The.Vendor, Scope);
        system = NewSystem(AgentSystem);
        system["clientId"] = new JsonArray(_agentClient.ClientId);
        system["rights"] = new JsonArray();
        system["accessPackages"] = Packages(The.AgentPackage);
        await PostAsync(Register, system);
    }

    internal async Task TheVendorLogsInAsync() => Token = await ExchangeAsync(_vendor, VendorScopes);

    internal async Task<string> TheVendorAsksAsync(string party)
    {
        var request = NewRequest(party, "story");
        request["systemId"] = OwnSystem;
        request["rights"] = Rights(Claims);
        request["redirectUrl"] = "https://new.example/receipt";
        return await AskedAsync(Requests, request);
    }

    internal async Task<string> TheVendorAsksForAnAgentAsync(string party)
    {
        var request = NewRequest(party, "story");
        request["systemId"] = AgentSystem;
        request.Remove("rights");
        request["accessPackages"] = Packages(The.AgentPackage);
        request["redirectUrl"] = "https://new.example/receipt";
        return await AskedAsync($"{Requests}/agent", request);
    }

    internal async Task<string> TheVendorAsksForMoreAsync(string systemUser)
    {
        await PutAsync($"{Register}/{OwnSystem}/rights", Rights(Claims, Payments));
        var id = Guid.NewGuid().ToString();
        await PostAsync(
            $"{Changes}?correlation-id={id}&system-user-id={systemUser}",
            new JsonObject { ["requiredRights"] = Rights(Payments) },
            HttpStatusCode.Created
        );
        return id;
    }

    internal async Task<string?> StatusOfAsync(string request) =>
        (await GetAsync($"{Requests}/{request}")).GetProperty("status").GetString();

    internal async Task AnswerAsync(string person, string path, HttpStatusCode expected = HttpStatusCode.OK) =>
        await CallAsync(HttpMethod.Post, $"{Base}systemuser/{path}", null, expected, await PersonTokenAsync(person));

    internal async Task RevokeAsync(string person, string party, string systemUser) =>
        await CallAsync(
            HttpMethod.Delete,
            $"{Base}systemuser/{party}/{systemUser}",
            null,
            HttpStatusCode.Accepted,
            await PersonTokenAsync(person)
        );

    internal async Task ClientAsync(HttpMethod method, string agent, string client)
    {
        var person = await PersonTokenAsync(The.ClientAdministrator);
        var url = $"{Base}enduser/systemuser/clients";
        var uuid = World.Organizations.Find(client)!.PartyUuid;
        await CallAsync(method, $"{url}?agent={agent}&client={uuid}", token: person);
    }

    internal Task<string> TokenForAsync(string owner) => _vendor.TokenAsync(Asking(_vendor, owner));

    internal Task<string> AgentTokenForAsync(string owner) => _agentClient.TokenAsync(Asking(_agentClient, owner));

    internal Task NoTokenForAsync(string owner) =>
        _vendor.RefusedAsync(Asking(_vendor, owner), 400, "invalid_altinn_customer_configuration", "MP-303");

    internal static string SystemUserIn(string token) =>
        MaskinportenClientUnderTest
            .Payload(token)
            .GetProperty("authorization_details")[0]
            .GetProperty("systemuser_id")[0]
            .GetString()!;

    private async Task<string> AskedAsync(string path, JsonObject request)
    {
        var asked = await PostAsync(path, request, HttpStatusCode.Created);
        asked.GetProperty("status").GetString().ShouldBe("New");
        return asked.GetProperty("id").GetString()!;
    }

    private static JsonObject Asking(MaskinportenClientUnderTest client, string owner)
    {
        var claims = client.Claims(Scope);
        claims["authorization_details"] = MaskinportenClientUnderTest.SystemUser(owner, "story");
        return claims;
    }

    private async Task<string> ExchangeAsync(MaskinportenClientUnderTest client, params string[] scopes)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Base}exchange/maskinporten");
        request.Headers.Authorization = new("Bearer", await client.TokenAsync(client.Claims(scopes)));
        using var response = await Host.Http.SendAsync(request, Cancelled);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await response.Content.ReadAsStringAsync(Cancelled);
    }

    private static JsonObject Document(string resource) =>
        new()
        {
            ["identifier"] = resource,
            ["title"] = new JsonObject { ["nb"] = "Fortellingen" },
            ["hasCompetentAuthority"] = new JsonObject { ["organization"] = The.Provider, ["orgcode"] = "skd" },
        };
}
