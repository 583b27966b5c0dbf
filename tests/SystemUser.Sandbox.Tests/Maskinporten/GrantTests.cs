using System.Text.Json.Nodes;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Tests.Maskinporten;

public sealed class GrantTests : MaskinportenTest
{
    private const string Vendor = "991825827";
    private const string VendorClient = "5a1cf4c6-1f0c-4c32-8b0c-4f0f3f5f8f11";
    private const string ProviderClientId = "2b8f5d1e-6a39-4e84-bc17-5c9d0a3e1f44";
    private const string Scope = "skatteetaten:kravogbetalinger";

    [Fact]
    public async Task The_seeded_vendor_gets_a_token_of_the_seeded_system_user()
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
                      "system_id": "991825827_smartcloud"
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
    public async Task The_seeded_provider_gets_its_own_token()
    {
        var client = await UseClientAsync(ProviderClientId);

        var payload = MaskinportenClientUnderTest.Payload(
            await client.TokenAsync(client.Claims("altinn:authorization/authorize"))
        );

        payload.GetProperty("consumer").GetProperty("ID").GetString().ShouldBe("0192:974761076");
        payload.TryGetProperty("authorization_details", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_client_registered_with_its_key_gets_a_token()
    {
        var client = await RegisterClientAsync(Vendor, Scope);

        var payload = MaskinportenClientUnderTest.Payload(await client.TokenAsync());

        payload.GetProperty("client_id").GetString().ShouldBe(client.ClientId);
        World.Clients.Find(client.ClientId).ShouldBeOfType<MaskinportenClient>().Organization.ShouldBe(Vendor);
    }
}
