using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using SystemUser.Sandbox.Tests.World;
using SystemUser.Sandbox.Wire;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Tests.Maskinporten;

public sealed class ClientTests : MaskinportenTest
{
    private const string Path = "/sandbox/maskinporten/clients";
    private const string Scope = "skatteetaten:kravogbetalinger";
    private static readonly SigningKey s_key = SigningKey.Create("kid-1");
    private static readonly SigningKey s_other = SigningKey.Create("kid-2");

    [Fact]
    public async Task Client_is_shown_with_its_keys_when_registered()
    {
        using var response = await Host.Http.PostAsync(
            Path,
            new StringContent(
                $$"""
                {
                  "orgNo": "{{The.Vendor}}", "name": "Mine", "scopes": ["{{Scope}}", "{{Scope}}"],
                  "jwks": { "keys": [{{s_key.PublicJwk}}], }, "unknown": 1
                }
                """,
                null,
                "application/json"
            ),
            Cancelled
        );

        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        var answer = JsonElement.Parse(await response.Content.ReadAsByteArrayAsync(Cancelled));
        var clientId = answer.GetProperty("clientId").GetString();
        Guid.TryParse(clientId, out _).ShouldBeTrue();
        response.Headers.Location!.OriginalString.ShouldBe($"{Path}/{clientId}");
        answer.GetProperty("orgNo").GetString().ShouldBe(The.Vendor);
        answer.GetProperty("name").GetString().ShouldBe("Mine");
        Texts(answer, "scopes").ShouldBe([Scope]);
        Texts(answer, "keyIds").ShouldBe(["kid-1"]);
        (await CallAsync(HttpMethod.Get, $"{Path}/{clientId}")).ToString().ShouldBe(answer.ToString());
    }

    [Fact]
    public async Task Registration_is_refused_when_the_client_id_is_taken()
    {
        var body = new JsonObject { ["orgNo"] = The.Vendor, ["clientId"] = "e6c868ef-d9d6-4847-ba25-409bbd040540" };
        var answer = await CallAsync(HttpMethod.Post, Path, body, HttpStatusCode.Created);
        answer.GetProperty("clientId").GetString().ShouldBe("e6c868ef-d9d6-4847-ba25-409bbd040540");

        await RefusedAsync(HttpMethod.Post, Path, body, HttpStatusCode.Conflict, "SANDBOX-00202");
    }

    [Fact]
    public async Task Only_its_clients_are_listed_when_an_organization_is_named()
    {
        var clients = await CallAsync(HttpMethod.Get, $"{Path}?orgNo={The.Provider}");

        clients
            .EnumerateArray()
            .Select(client => client.GetProperty("clientId").GetString())
            .ShouldBe(["2b8f5d1e-6a39-4e84-bc17-5c9d0a3e1f44"]);
        (await CallAsync(HttpMethod.Get, Path)).GetArrayLength().ShouldBe(6);
    }

    [Theory]
    [InlineData("""{ "orgNo": "999999999" }""", "SANDBOX-00207")]
    [InlineData("""{ "name": "No organization" }""", "SANDBOX-00207")]
    [InlineData("""{ "orgNo": "991825827", "scopes": ["no:such"] }""", "SANDBOX-00205")]
    [InlineData("""{ "orgNo": "991825827", "clientId": "a/b" }""", "SANDBOX-00005")]
    [InlineData("""{ "orgNo": "991825827", "clientId": "" }""", "SANDBOX-00005")]
    [InlineData("""{ "orgNo": 991825827 }""", "SANDBOX-00005")]
    [InlineData("null", "SANDBOX-00005")]
    [InlineData("[]", "SANDBOX-00005")]
    [InlineData("", "SANDBOX-00005")]
    [InlineData("""{ "orgNo": "\ud800" }""", "SANDBOX-00005")]
    public async Task Registration_is_refused_when_the_body_is_not_valid(string body, string code)
    {
        var before = World;

        var (status, problem) = await SendAsync(HttpMethod.Post, Path, body: body);

        status.ShouldBe(HttpStatusCode.BadRequest);
        problem.GetProperty("code").GetString().ShouldBe(code);
        World.ShouldBeSameAs(before);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{ "kid": "k", "kty": "EC", "crv": "P-256", "x": "AA", "y": "AA" }""")]
    [InlineData("""{ "kid": "k", "kty": "RSA", "n": "AQAB", "e": "AQAB" }""")]
    [InlineData("""{ "kid": "k", "kty": "RSA", "n": "not base64!", "e": "AQAB" }""")]
    [InlineData("""{ "kid": "\ud800", "kty": "RSA", "n": "AQAB", "e": "AQAB" }""")]
    [InlineData("""{ "kid": "k", "kty": "RSA", "n": "AQAB", "e": "AQAB", "\udc00": 1 }""")]
    public async Task Registration_is_refused_when_a_key_is_not_a_JWK(string jwk)
    {
        await RefusedAsync(
            HttpMethod.Post,
            Path,
            $$"""{ "orgNo": "991825827", "jwks": { "keys": [{{jwk}}] } }""",
            HttpStatusCode.BadRequest,
            "SANDBOX-00203"
        );
    }

    [Theory]
    [InlineData("use", "enc")]
    [InlineData("alg", "PS256")]
    [InlineData("kid", "")]
    [InlineData("kid", null)]
    [InlineData("e", "AA")]
    [InlineData("e", "AQ")]
    [InlineData("e", "Ag")]
    [InlineData("n", null)]
    [InlineData("d", "AQAB")]
    public async Task Registration_is_refused_when_a_key_has_a_wrong_member(string member, string? value)
    {
        var jwk = JsonNode.Parse(s_key.PublicJwk)!.AsObject();
        jwk[member] = value;

        await RefusedAsync(
            HttpMethod.Post,
            Path,
            $$"""{ "orgNo": "991825827", "jwks": { "keys": [{{jwk.ToJsonString()}}] } }""",
            HttpStatusCode.BadRequest,
            "SANDBOX-00203"
        );
    }

    [Fact]
    public async Task Private_key_is_refused_and_not_repeated_when_registered()
    {
        var answer = await CallAsync(
            HttpMethod.Post,
            Path,
            JsonNode.Parse($$"""{ "orgNo": "991825827", "jwks": { "keys": [{{s_key.PrivateJwk}}] } }"""),
            HttpStatusCode.BadRequest
        );

        answer.GetProperty("detail").GetString()!.ShouldContain("Register the public half alone");
        answer.ToString().ShouldNotContain(JsonNode.Parse(s_key.PrivateJwk)!["d"]!.GetValue<string>());
    }

    [Fact]
    public async Task Keys_change_when_they_are_added_replaced_and_removed()
    {
        var client = await RegisterClientAsync(The.Vendor, Scope);
        var jwks = $"{Path}/{client.ClientId}/jwks";

        var added = await CallAsync(HttpMethod.Post, jwks, Keys(s_key, s_other));
        Texts(added, "keyIds").ShouldBe([client.Key.KeyId, "kid-1", "kid-2"]);
        Texts(await CallAsync(HttpMethod.Post, jwks, Keys(s_key)), "keyIds")
            .ShouldBe([client.Key.KeyId, "kid-2", "kid-1"]);

        await CallAsync(HttpMethod.Delete, $"{jwks}/{client.Key.KeyId}");
        await client.RefusedAsync(client.Claims(), 400, "invalid_grant", "MP-120");
        await RefusedAsync(HttpMethod.Delete, $"{jwks}/kid-9", null, HttpStatusCode.NotFound, "SANDBOX-00204");
        await RefusedAsync(HttpMethod.Post, jwks, Keys(s_key, s_key), HttpStatusCode.BadRequest, "SANDBOX-00203");
    }

    [Fact]
    public async Task Scopes_of_a_client_are_replaced_when_set()
    {
        var client = await RegisterClientAsync(The.Vendor);
        await client.RefusedAsync(client.Claims(Scope), 400, "invalid_scope", "MP-200");

        await CallAsync(HttpMethod.Put, $"{Path}/{client.ClientId}/scopes", new JsonArray(Scope));
        await client.TokenAsync(client.Claims(Scope));

        await RefusedAsync(
            HttpMethod.Put,
            $"{Path}/{client.ClientId}/scopes",
            new JsonArray("no:such"),
            HttpStatusCode.BadRequest,
            "SANDBOX-00205"
        );
    }

    [Fact]
    public async Task Client_is_not_found_when_removed()
    {
        var client = await RegisterClientAsync(The.Vendor, Scope);

        await CallAsync(HttpMethod.Delete, $"{Path}/{client.ClientId}", null, HttpStatusCode.NoContent);

        await client.RefusedAsync(client.Claims(), 400, "invalid_grant", "MP-100");
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Delete })
        {
            await RefusedAsync(method, $"{Path}/{client.ClientId}", null, HttpStatusCode.NotFound, "SANDBOX-00201");
        }

        await RefusedAsync(
            HttpMethod.Post,
            $"{Path}/{client.ClientId}/jwks",
            Keys(s_key),
            HttpStatusCode.NotFound,
            "SANDBOX-00201"
        );
    }

    private static JsonObject Keys(params SigningKey[] keys) =>
        new() { ["keys"] = new JsonArray([.. keys.Select(key => JsonNode.Parse(key.PublicJwk))]) };

    private static IEnumerable<string?> Texts(JsonElement answer, string name) =>
        answer.GetProperty(name).EnumerateArray().Select(item => item.GetString());

    private Task RefusedAsync(HttpMethod method, string path, JsonNode? body, HttpStatusCode expected, string code) =>
        RefusedAsync(method, path, body?.ToJsonString(), expected, code);

    private async Task RefusedAsync(HttpMethod method, string path, string? body, HttpStatusCode expected, string code)
    {
        var before = World;
        var (status, problem) = await SendAsync(method, path, body: body);
        status.ShouldBe(expected, problem.ToString());
        problem.GetProperty("code").GetString().ShouldBe(code);
        World.ShouldBeSameAs(before);
    }
}
