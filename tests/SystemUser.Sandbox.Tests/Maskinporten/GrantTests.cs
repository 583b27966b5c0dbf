using System.Text.Json.Nodes;
using SystemUser.Sandbox.Tests.World;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Tests.Maskinporten;

public sealed class GrantTests : MaskinportenTest
{
    private const string Vendor = "991825827";
    private const string VendorClient = "e3b0a7d4-5c1f-4f6e-9a2d-1b7c4e8f0a55";
    private const string ProviderClientId = "2b8f5d1e-6a39-4e84-bc17-5c9d0a3e1f44";
    private const string Scope = "skatteetaten:kravogbetalinger";

    [Fact]
    public async Task Token_is_granted_when_the_seeded_vendor_asks_for_the_seeded_system_user()
    {
        var client = await UseClientAsync(VendorClient);
        var claims = client.Claims(Scope);
        claims["authorization_details"] = MaskinportenClientUnderTest.SystemUser("310904473", "seeded");

        var payload = MaskinportenClientUnderTest.Payload(await client.TokenAsync(claims));

        JsonNode
            .DeepEquals(
                JsonObject.Create(payload.GetProperty("authorization_details")[0]),
                JsonNode.Parse(
                    """
                    {
                      "type": "urn:altinn:systemuser",
                      "systemuser_org": { "authority": "iso6523-actorid-upis", "ID": "0192:310904473" },
                      "systemuser_id": ["33a0911a-5459-456f-bc57-3d37ef9a016c"],
                      "system_id": "991825827_smartcloud_demo"
                    }
                    """
                )
            )
            .ShouldBeTrue(payload.ToString());
        payload
            .EnumerateObject()
            .Select(member => member.Name)
            .ShouldBe(
                [
                    "authorization_details",
                    "scope",
                    "iss",
                    "client_amr",
                    "token_type",
                    "exp",
                    "iat",
                    "client_id",
                    "jti",
                    "consumer",
                ],
                ignoreOrder: true
            );
        payload.GetProperty("consumer").GetProperty("ID").GetString().ShouldBe("0192:991825827");
        payload.GetProperty("scope").GetString().ShouldBe(Scope);
        payload.GetProperty("client_id").GetString().ShouldBe(VendorClient);
        (payload.GetProperty("exp").GetInt64() - payload.GetProperty("iat").GetInt64()).ShouldBe(120);
    }

    [Fact]
    public async Task Token_is_granted_when_the_seeded_provider_asks_for_its_own()
    {
        var client = await UseClientAsync(ProviderClientId);

        var payload = MaskinportenClientUnderTest.Payload(
            await client.TokenAsync(client.Claims("altinn:authorization/authorize"))
        );

        payload.GetProperty("consumer").GetProperty("ID").GetString().ShouldBe("0192:974761076");
        payload.TryGetProperty("authorization_details", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Token_is_granted_when_the_client_was_registered_with_its_key()
    {
        var client = await RegisterClientAsync(Vendor, Scope);

        var payload = MaskinportenClientUnderTest.Payload(await client.TokenAsync());

        payload.GetProperty("client_id").GetString().ShouldBe(client.ClientId);
        World.Clients.Find(client.ClientId).ShouldBeOfType<RegisteredClient>().Organization.ShouldBe(Vendor);
    }

    [Fact]
    public async Task System_user_is_found_by_the_owners_number_when_no_external_ref_is_given()
    {
        Change(draft => draft.Put(User() with { ExternalRef = The.Customer }));
        var client = await UseClientAsync(VendorClient);

        await client.TokenAsync(Asking(client, The.Customer));
        await client.TokenAsync(Asking(client, The.Customer, ""));
        await client.TokenAsync(Asking(client, The.Customer, The.Customer));
        await client.RefusedAsync(
            Asking(client, The.Customer, "seeded"),
            400,
            "invalid_altinn_customer_configuration",
            "MP-303"
        );
    }

    [Fact]
    public async Task Agents_token_is_granted_only_when_systemuser_org_is_its_owner()
    {
        var client = await UseClientAsync("f1c9d2e8-7b3a-4d5c-8e6f-2a9b0c1d3e66");

        var payload = MaskinportenClientUnderTest.Payload(
            await client.TokenAsync(Asking(client, The.Accountant, "seeded"))
        );
        payload
            .GetProperty("authorization_details")[0]
            .GetProperty("systemuser_id")[0]
            .GetString()
            .ShouldBe(The.Agent.ToString());
        await client.RefusedAsync(
            Asking(client, The.Client, "seeded"),
            400,
            "invalid_altinn_customer_configuration",
            "MP-303"
        );
    }

    [Theory]
    [InlineData("no externalRef")]
    [InlineData("wrong externalRef")]
    [InlineData("another client")]
    [InlineData("another vendor")]
    [InlineData("deleted user")]
    [InlineData("deleted system")]
    public async Task Token_is_refused_when_no_system_user_is_approved(string why)
    {
        var client = await UseClientAsync(VendorClient);
        var claims = Asking(client, The.Customer, "seeded");
        switch (why)
        {
            case "no externalRef":
                claims = Asking(client, The.Customer);
                break;
            case "wrong externalRef":
                claims = Asking(client, The.Customer, "Seeded");
                break;
            case "another client":
                client = await RegisterClientAsync(Vendor, Scope);
                claims = Asking(client, The.Customer, "seeded");
                break;
            case "another vendor":
                Change(draft => draft.Put(World.Systems.Find(The.System)! with { Vendor = The.Provider }));
                break;
            case "deleted user":
                Change(draft => draft.Put(User() with { IsDeleted = true }));
                break;
            default:
                Change(draft => draft.Put(World.Systems.Find(The.System)! with { IsDeleted = true }));
                break;
        }

        await client.RefusedAsync(claims, 400, "invalid_altinn_customer_configuration", "MP-303");
    }

    [Theory]
    [InlineData("""[{ "type": "ansattporten:altinn:resource" }]""", "MP-301")]
    [InlineData("""[{}]""", "MP-301")]
    [InlineData("""[{ "type": 5 }]""", "MP-301")]
    [InlineData("""[{ "type": "urn:altinn:systemuser", "systemuserorg": {} }]""", "MP-302")]
    [InlineData("""[{ "type": "urn:altinn:systemuser", "external_ref": "x" }]""", "MP-302")]
    [InlineData(
        """[{ "type": "urn:altinn:systemuser", "systemuser_org": { "authority": "a", "id": "0192:310904473" } }]""",
        "MP-302"
    )]
    [InlineData("""[]""", "MP-303")]
    [InlineData("""{}""", "MP-303")]
    [InlineData("null", "MP-303")]
    [InlineData("\"urn:altinn:systemuser\"", "MP-303")]
    [InlineData("[5]", "MP-303")]
    [InlineData("""[{ "type": "urn:altinn:systemuser" }]""", "MP-303")]
    [InlineData("""[{ "type": "urn:altinn:systemuser", "systemuser_org": "0192:310904473" }]""", "MP-303")]
    [InlineData("""[{ "type": "urn:altinn:systemuser", "systemuser_org": { "ID": "0192:310904473" } }]""", "MP-303")]
    [InlineData(
        """[{ "type": "urn:altinn:systemuser", "systemuser_org": { "authority": "iso6523-actorid-upis", "ID": "310904473" } }]""",
        "MP-303"
    )]
    [InlineData(
        """[{ "type": "urn:altinn:systemuser", "systemuser_org": { "authority": "iso6523-actorid-upis", "ID": "0192:57623423" } }]""",
        "MP-303"
    )]
    [InlineData(
        """[{ "type": "urn:altinn:systemuser", "systemuser_org": { "authority": "iso6523-actorid-upis", "ID": "0192:310904473" }, "externalRef": 5 }]""",
        "MP-303"
    )]
    [InlineData(
        """
            [{ "type": "urn:altinn:systemuser", "systemuser_org": { "authority": "iso6523-actorid-upis", "ID": "0192:310904473" } },
             { "type": "urn:altinn:systemuser", "systemuser_org": { "authority": "iso6523-actorid-upis", "ID": "0192:310904473" } }]
            """,
        "MP-303"
    )]
    public async Task Token_is_refused_when_authorization_details_are_wrong(string details, string code)
    {
        var client = await UseClientAsync(VendorClient);
        var claims = client.Claims(Scope);
        claims["authorization_details"] = JsonNode.Parse(details);

        await client.RefusedAsync(claims, 400, "invalid_authorization_details", code);
    }

    [Theory]
    [InlineData("altinn:authorization/authorize", "MP-200")]
    [InlineData("no:such", "MP-200")]
    [InlineData(Scope + " no:such", "MP-200")]
    [InlineData("openid", "MP-201")]
    [InlineData("idporten:dcr.write", "MP-201")]
    public async Task Token_is_refused_when_a_scope_is_wrong(string scope, string code)
    {
        var client = await UseClientAsync(VendorClient);

        await client.RefusedAsync(client.Claims(scope), 400, "invalid_scope", code);
    }

    [Theory]
    [InlineData("consumer_org", "31090447")]
    [InlineData("consumer_org", "0192:310904473")]
    [InlineData("consumer_org", null)]
    [InlineData("pid", "123")]
    [InlineData("resource", "")]
    [InlineData("resource", null)]
    public async Task Token_is_refused_when_a_value_is_wrong(string claim, string? value)
    {
        var client = await UseClientAsync(VendorClient);
        var claims = client.Claims(Scope);
        claims[claim] = value;

        await client.RefusedAsync(claims, 400, "invalid_request", "MP-011");
    }

    [Fact]
    public async Task Audience_is_the_resource_when_one_is_asked_for()
    {
        var client = await UseClientAsync(VendorClient);
        var claims = client.Claims(Scope);
        claims["resource"] = new JsonArray("https://api.example/");
        Audience(await client.TokenAsync(claims)).ShouldBe("\"https://api.example/\"");

        claims = client.Claims(Scope);
        claims["resource"] = "https://api.example/";
        Audience(await client.TokenAsync(claims)).ShouldBe("\"https://api.example/\"");

        claims = client.Claims(Scope);
        claims["resource"] = new JsonArray("https://a.example/", "https://b.example/");
        Audience(await client.TokenAsync(claims)).ShouldBe("""["https://a.example/","https://b.example/"]""");

        static string Audience(string token) =>
            MaskinportenClientUnderTest.Payload(token).GetProperty("aud").GetRawText();
    }

    [Fact]
    public async Task Token_has_the_shortest_lifetime_when_its_scopes_differ()
    {
        Change(draft => draft.Put(World.Scopes.Find(Scope)! with { TokenLifetime = 599 }));
        var client = await UseClientAsync(VendorClient);

        Lifetime(await client.TokenAsync(client.Claims(Scope))).ShouldBe(599);
        Lifetime(await client.TokenAsync(client.Claims(Scope, "skatteetaten:innrapporteringboligselskap")))
            .ShouldBe(120);

        static long Lifetime(string token)
        {
            var payload = MaskinportenClientUnderTest.Payload(token);
            return payload.GetProperty("exp").GetInt64() - payload.GetProperty("iat").GetInt64();
        }
    }

    private static JsonObject Asking(MaskinportenClientUnderTest client, string owner, string? externalRef = null)
    {
        var claims = client.Claims(Scope);
        claims["authorization_details"] = MaskinportenClientUnderTest.SystemUser(owner, externalRef);
        return claims;
    }

    private RegisteredSystemUser User() => World.SystemUsers.Find(The.SystemUser)!;
}
