using SystemUser.Sandbox.Tests.World;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Tests.Maskinporten;

/// <summary>A consumer delegates a scope to its supplier in Altinn.</summary>
public sealed class DelegationTests : MaskinportenTest
{
    private const string Scope = "skatteetaten:kravogbetalinger";
    private const string Scopes = "/sandbox/maskinporten/scopes";

    [Fact]
    public async Task Token_is_granted_when_the_consumer_has_delegated_the_scope_to_the_supplier()
    {
        var client = await RegisterClientAsync(The.Stranger, Scope);
        var claims = client.Claims();
        claims["consumer_org"] = The.Customer;
        await client.RefusedAsync(claims, 400, "invalid_scope", "MP-250");

        await CallAsync(HttpMethod.Put, $"{Scopes}/access/{The.Customer}?scope={Scope}");
        await client.RefusedAsync(Again(claims), 403, "access_denied", "MP-251");

        await CallAsync(HttpMethod.Put, $"{Scopes}/delegations/{The.Customer}/{The.Stranger}?scope={Scope}");
        var payload = MaskinportenClientUnderTest.Payload(await client.TokenAsync(Again(claims)));
        payload.GetProperty("consumer").GetProperty("ID").GetString().ShouldBe($"0192:{The.Customer}");
        payload.GetProperty("supplier").GetProperty("ID").GetString().ShouldBe($"0192:{The.Stranger}");
        payload.GetProperty("supplier").GetProperty("authority").GetString().ShouldBe("iso6523-actorid-upis");
        payload.GetProperty("delegation_source").GetString().ShouldBe("https://tt02.altinn.no/");

        await CallAsync(HttpMethod.Delete, $"{Scopes}/delegations/{The.Customer}/{The.Stranger}?scope={Scope}");
        await client.RefusedAsync(Again(claims), 403, "access_denied", "MP-251");
    }

    [Fact]
    public async Task Token_is_refused_when_consumer_org_is_the_clients_own()
    {
        var client = await RegisterClientAsync(The.Vendor, Scope);
        var claims = client.Claims();
        claims["consumer_org"] = The.Vendor;

        using var response = await client.PostAsync(client.Sign(claims));

        ((int)response.StatusCode).ShouldBe(400);
        (await response.Content.ReadAsStringAsync(Cancelled)).ShouldContain("\"error\":\"invalid_request\"");
    }

    private static System.Text.Json.Nodes.JsonObject Again(System.Text.Json.Nodes.JsonObject claims)
    {
        claims["jti"] = Guid.NewGuid().ToString();
        return claims;
    }
}
