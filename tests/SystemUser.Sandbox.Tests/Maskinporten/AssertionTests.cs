using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using SystemUser.Sandbox.Tests.Wire;
using SystemUser.Sandbox.Tests.World;
using SystemUser.Sandbox.Wire;
using SystemUser.Sandbox.Wire.Internal.Tokens;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Tests.Maskinporten;

/// <summary>What is wrong with an assertion itself, with Maskinporten's code for it.</summary>
public sealed class AssertionTests : MaskinportenTest
{
    private const string Scope = "skatteetaten:kravogbetalinger";
    private static readonly SigningKey s_stranger = SigningKey.Create();

    [Fact]
    public async Task Token_is_refused_when_an_assertion_is_used_again()
    {
        var client = await RegisterClientAsync(The.Vendor, Scope);
        var claims = client.Claims();
        await client.TokenAsync(claims);
        await client.RefusedAsync(claims, 400, "invalid_grant", "MP-012");

        claims["exp"] = Clock.GetUtcNow().ToUnixTimeSeconds() + 60;
        await client.RefusedAsync(claims, 400, "invalid_grant", "MP-012");
    }

    [Fact]
    public async Task Token_is_refused_when_an_assertion_without_jti_is_used_again()
    {
        var client = await RegisterClientAsync(The.Vendor, Scope);
        var claims = client.Claims();
        claims.Remove("jti");
        var assertion = client.Sign(claims);
        using var first = await client.PostAsync(assertion);
        first.StatusCode.ShouldBe(HttpStatusCode.OK);

        await RefusedAsync(client, assertion, "invalid_grant", "MP-012");
    }

    [Fact]
    public async Task Token_is_granted_when_another_client_uses_the_same_jti()
    {
        var (one, other) = (await RegisterClientAsync(The.Vendor, Scope), await RegisterClientAsync(The.Vendor, Scope));
        var (claims, others) = (one.Claims(), other.Claims());
        others["jti"] = claims["jti"]!.GetValue<string>();

        await one.TokenAsync(claims);
        await other.TokenAsync(others);
    }

    [Theory]
    [InlineData("iss", "nobody", "invalid_grant", "MP-100")]
    [InlineData("iss", null, "invalid_grant", "MP-100")]
    [InlineData("aud", "https://test.maskinporten.no/", "invalid_grant", "MP-110")]
    [InlineData("aud", "without slash", "invalid_grant", "MP-110")]
    [InlineData("aud", null, "invalid_grant", "MP-110")]
    [InlineData("exp", null, "invalid_request", "MP-011")]
    [InlineData("exp", "soon", "invalid_request", "MP-011")]
    [InlineData("iat", null, "invalid_request", "MP-011")]
    [InlineData("jti", "", "invalid_request", "MP-011")]
    [InlineData("jti", null, "invalid_request", "MP-011")]
    [InlineData("scope", "", "invalid_scope", "MP-200")]
    [InlineData("scope", null, "invalid_scope", "MP-200")]
    [InlineData("sub", "me", "invalid_request", "MP-011")]
    [InlineData("systemuser_org", "me", "invalid_request", "MP-011")]
    public async Task Token_is_refused_when_a_claim_is_wrong(string claim, string? value, string error, string code)
    {
        var client = await RegisterClientAsync(The.Vendor, Scope);
        var claims = client.Claims();
        claims[claim] = value switch
        {
            "without slash" => Issuer.TrimEnd('/'),
            _ => value,
        };

        await client.RefusedAsync(claims, 400, error, code);
    }

    [Fact]
    public async Task Token_is_granted_when_claims_are_sent_that_practice_knows_besides_the_documents()
    {
        var client = await RegisterClientAsync(The.Vendor, Scope);
        var claims = client.Claims();
        claims["aud"] = Issuer + "token";
        claims["sub"] = client.ClientId;
        claims["iss_onbehalfof"] = "any";

        await client.TokenAsync(claims);
    }

    [Fact]
    public async Task Token_is_granted_when_the_certificate_of_a_registered_key_is_sent_beside_its_id()
    {
        var client = await RegisterClientAsync(The.Vendor, Scope);
        var header = new JsonObject
        {
            ["alg"] = "RS256",
            ["kid"] = client.Key.KeyId,
            ["x5c"] = new JsonArray("MIIB"),
        };

        using var response = await client.PostAsync(
            JwtWriter.Sign(header, client.Claims().ToJsonString(), "RS256", client.Key)
        );

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(0, 0, "invalid_grant", "MP-130")]
    [InlineData(-11, 30, "invalid_grant", "MP-130")]
    [InlineData(11, 60, "invalid_grant", "MP-130")]
    [InlineData(0, 121, "invalid_request", "MP-011")]
    public async Task Token_is_refused_when_a_time_is_wrong(int issued, int expires, string error, string code)
    {
        var client = await RegisterClientAsync(The.Vendor, Scope);
        var now = Clock.GetUtcNow().ToUnixTimeSeconds();
        var claims = client.Claims();
        claims["iat"] = now + issued;
        claims["exp"] = now + expires;

        await client.RefusedAsync(claims, 400, error, code);
    }

    [Theory]
    [InlineData(-10, 110)]
    [InlineData(10, 130)]
    [InlineData(0, 1)]
    public async Task Token_is_granted_when_a_time_is_at_the_limit(int issued, int expires)
    {
        var client = await RegisterClientAsync(The.Vendor, Scope);
        var now = Clock.GetUtcNow().ToUnixTimeSeconds();
        var claims = client.Claims();
        claims["iat"] = now + issued;
        claims["exp"] = now + expires;

        await client.TokenAsync(claims);
    }

    [Fact]
    public async Task Token_is_refused_when_the_key_has_expired()
    {
        var client = await RegisterClientAsync(The.Vendor);
        var jwk = JsonNode.Parse(client.Key.PublicJwk)!.AsObject();
        jwk["exp"] = Clock.GetUtcNow().ToUnixTimeSeconds() + 60;
        await CallAsync(
            HttpMethod.Post,
            $"/sandbox/maskinporten/clients/{client.ClientId}/jwks",
            new JsonObject { ["keys"] = new JsonArray(jwk) }
        );
        await client.RefusedAsync(client.Claims(Scope), 400, "invalid_scope", "MP-200");

        Clock.Advance(TimeSpan.FromSeconds(60));

        await client.RefusedAsync(client.Claims(Scope), 400, "invalid_grant", "MP-121");
    }

    [Theory]
    [InlineData("RS256", "unknown", false, "invalid_grant", "MP-120")]
    [InlineData("RS256", null, false, "invalid_grant", "MP-120")]
    [InlineData("RS256", "own", true, "invalid_grant", "MP-124")]
    [InlineData("PS256", "own", false, "invalid_request", "MP-011")]
    [InlineData("ES256", "own", false, "invalid_request", "MP-011")]
    [InlineData("HS256", "own", false, "invalid_request", "MP-011")]
    [InlineData("none", "own", false, "invalid_request", "MP-011")]
    public async Task Token_is_refused_when_the_signature_is_wrong(
        string algorithm,
        string? keyId,
        bool isStrangers,
        string error,
        string code
    )
    {
        var client = await RegisterClientAsync(The.Vendor, Scope);
        var header = new JsonObject { ["alg"] = algorithm, ["kid"] = keyId is "own" ? client.Key.KeyId : keyId };
        var key = isStrangers ? s_stranger : client.Key;
        var assertion = JwtWriter.Sign(header, client.Claims().ToJsonString(), algorithm, key);

        await RefusedAsync(client, assertion, error, code);
    }

    [Fact]
    public async Task Token_is_refused_when_a_client_with_keys_sends_a_certificate()
    {
        var client = await RegisterClientAsync(The.Vendor, Scope);
        var header = new JsonObject { ["alg"] = "RS256", ["x5c"] = new JsonArray("MIIB") };
        var assertion = JwtWriter.Sign(header, client.Claims().ToJsonString(), "RS256", client.Key);

        await RefusedAsync(client, assertion, "invalid_grant", "MP-123");
    }

    [Theory]
    [InlineData("""{ "iss": "\ud800" }""")]
    [InlineData("""{ "\udc00": 1 }""")]
    [InlineData("""{ "authorization_details": [{ "type": "\ud800" }] }""")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{}}")]
    [InlineData("5")]
    [InlineData("")]
    public async Task Token_is_refused_when_the_payload_is_not_valid(string payload)
    {
        var client = await RegisterClientAsync(The.Vendor, Scope);
        var header = new JsonObject { ["alg"] = "RS256", ["kid"] = client.Key.KeyId };

        await RefusedAsync(client, JwtWriter.Sign(header, payload, "RS256", client.Key), "invalid_request", "MP-011");
    }

    [Fact]
    public async Task Token_is_refused_when_the_payload_is_too_deep()
    {
        var client = await RegisterClientAsync(The.Vendor, Scope);
        var payload = new StringBuilder("{\"a\":").Append('[', 5_000).Append(']', 5_000).Append('}').ToString();
        var header = new JsonObject { ["alg"] = "RS256", ["kid"] = client.Key.KeyId };

        await RefusedAsync(client, JwtWriter.Sign(header, payload, "RS256", client.Key), "invalid_request", "MP-011");
    }

    private static async Task RefusedAsync(
        MaskinportenClientUnderTest client,
        string assertion,
        string error,
        string code
    )
    {
        using var response = await client.PostAsync(assertion);
        var answer = await TestCaller.ReadAsync(response);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest, answer.ToString());
        answer.GetProperty("error").GetString().ShouldBe(error);
        answer.GetProperty("error_description").GetString()!.ShouldEndWith($"({code})");
    }
}
