using System.Net;
using System.Text.Json.Nodes;
using SystemUser.Sandbox.Wire;

namespace SystemUser.Sandbox.Tests.Wire;

public sealed class TokenEndpointTests : WireTest
{
    [Fact]
    public async Task Token_is_granted_when_the_client_asserts_itself()
    {
        using var response = await Provider.PostTokenAsync(Provider.Sign(Provider.Claims()));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var answer = await TestCaller.ReadAsync(response);
        answer.GetProperty("token_type").GetString().ShouldBe("Bearer");
        answer.GetProperty("expires_in").GetInt32().ShouldBe(119);
        answer.GetProperty("scope").GetString().ShouldBe(TestCaller.AuthorizeScope);
        var claims = TestCaller.Payload(answer.GetProperty("access_token").GetString()!);
        var now = Clock.GetUtcNow().ToUnixTimeSeconds();
        claims.GetProperty("iss").GetString().ShouldBe(Sandbox.Issuer);
        claims.GetProperty("client_id").GetString().ShouldBe(Sandbox.ClientId);
        claims.GetProperty("scope").GetString().ShouldBe(TestCaller.AuthorizeScope);
        claims.GetProperty("iat").GetInt64().ShouldBe(now);
        claims.GetProperty("exp").GetInt64().ShouldBe(now + 120);
        claims.GetProperty("consumer").GetProperty("ID").GetString().ShouldBe("0192:974761076");
        claims.TryGetProperty("aud", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("RS256")]
    [InlineData("RS384")]
    [InlineData("RS512")]
    public async Task Token_is_granted_when_the_assertion_has_any_RS_algorithm(string algorithm)
    {
        using var response = await Provider.PostTokenAsync(Provider.Sign(Provider.Claims(), algorithm: algorithm));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("aud", "http://localhost:1/", "MP-110")]
    [InlineData("iss", "somebody-else", "MP-100")]
    [InlineData("sub", "me", "MP-011")]
    [InlineData("jti", "", "MP-011")]
    [InlineData("scope", "", "MP-200")]
    [InlineData("iat", "now", "MP-011")]
    public async Task Maskinportens_code_is_returned_when_a_claim_is_wrong(string claim, string value, string code)
    {
        var claims = Provider.Claims();
        claims[claim] = value;

        await ShouldRefuseAsync(Provider.Sign(claims), code);
    }

    [Theory]
    [InlineData(-11, 30, "MP-130")]
    [InlineData(11, 60, "MP-130")]
    [InlineData(0, 121, "MP-011")]
    [InlineData(-5, 0, "MP-130")]
    public async Task Token_is_refused_when_the_assertion_is_outside_its_time(int issued, int expires, string code)
    {
        var now = Clock.GetUtcNow().ToUnixTimeSeconds();
        var claims = Provider.Claims();
        claims["iat"] = now + issued;
        claims["exp"] = now + expires;

        await ShouldRefuseAsync(Provider.Sign(claims), code);
    }

    [Fact]
    public async Task Token_is_refused_when_the_assertion_was_used_before()
    {
        var assertion = Provider.Sign(Provider.Claims());
        (await Provider.PostTokenAsync(assertion)).StatusCode.ShouldBe(HttpStatusCode.OK);

        await ShouldRefuseAsync(assertion, "MP-012");
    }

    [Fact]
    public async Task Token_is_refused_when_the_signing_key_is_not_registered()
    {
        using var stranger = new TestCaller(Sandbox, SigningKey.Create());

        await ShouldRefuseAsync(stranger.Sign(stranger.Claims()), "MP-124");
    }

    [Fact]
    public async Task Token_is_refused_when_the_key_id_is_unknown() =>
        await ShouldRefuseAsync(Provider.Sign(Provider.Claims(), keyId: "unknown"), "MP-120");

    [Fact]
    public async Task Token_is_refused_when_the_algorithm_is_another() =>
        await ShouldRefuseAsync(Provider.Sign(Provider.Claims(), algorithm: "PS256"), "MP-011");

    [Theory]
    [InlineData("not a token")]
    [InlineData("a.b.c")]
    [InlineData("e30.e30.!")]
    [InlineData("W10.W10.AA")]
    public async Task Token_is_refused_when_the_assertion_is_not_a_JWT(string assertion) =>
        await ShouldRefuseAsync(assertion, "MP-011");

    [Fact]
    public async Task Token_is_refused_when_the_grant_type_is_another()
    {
        using var response = await Provider.PostTokenAsync(Provider.Sign(Provider.Claims()), "client_credentials");

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await TestCaller.ReadAsync(response)).GetProperty("error").GetString().ShouldBe("unsupported_grant_type");
    }

    [Fact]
    public async Task Token_is_refused_when_the_body_is_not_a_form()
    {
        using var response = await Provider.Http.PostAsync(
            "/token",
            new StringContent(new JsonObject().ToJsonString(), null, "application/json"),
            Cancelled
        );

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await TestCaller.ReadAsync(response)).GetProperty("error").GetString().ShouldBe("invalid_request");
    }

    [Fact]
    public async Task Token_is_granted_with_either_key_while_both_are_published()
    {
        var old = Sandbox.ClientKeys.Current;
        Sandbox.ClientKeys.Rotate();
        using var late = new TestCaller(Sandbox, old);
        (await late.PostTokenAsync(late.Sign(late.Claims(), old.KeyId))).StatusCode.ShouldBe(HttpStatusCode.OK);

        Sandbox.ClientKeys.Withdraw(old);

        await ShouldRefuseAsync(late.Sign(late.Claims(), old.KeyId), "MP-120");
    }

    private async Task ShouldRefuseAsync(string assertion, string code)
    {
        using var response = await Provider.PostTokenAsync(assertion);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var answer = await TestCaller.ReadAsync(response);
        answer
            .GetProperty("error")
            .GetString()
            .ShouldBe(
                code switch
                {
                    "MP-200" => "invalid_scope",
                    "MP-011" => "invalid_request",
                    _ => "invalid_grant",
                }
            );
        answer.GetProperty("error_description").GetString()!.ShouldContain($"({code})");
    }
}
