using System.Text.Json;
using SystemUser.Sandbox.Wire;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.Sandbox.Tests.Wire.Scripted;

public sealed class MaskinportenTokenTests : IDisposable
{
    private readonly FakeClock _clock = new();
    private readonly ScriptedSandbox _sandbox;

    public MaskinportenTokenTests() => _sandbox = new ScriptedSandbox(_clock);

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public void Looks_like_Maskinportens_own()
    {
        var made = _sandbox.SystemUser("313367002", "33a0911a-5459-456f-bc57-3d37ef9a016c").WithScopes("a:b", "c:d");

        var token = made.ToString();

        Header(token).ShouldBe($$"""{"alg":"RS256","kid":"{{_sandbox.Keys.Current.KeyId}}"}""");
        var claims = TestCaller.Payload(token);
        claims
            .GetProperty("authorization_details")
            .GetRawText()
            .ShouldBe(
                """[{"type":"urn:altinn:systemuser","systemuser_org":{"authority":"iso6523-actorid-upis","ID":"0192:313367002"},"systemuser_id":["33a0911a-5459-456f-bc57-3d37ef9a016c"],"system_id":"991825827_smartcloud"}]"""
            );
        claims
            .GetProperty("consumer")
            .GetRawText()
            .ShouldBe("""{"authority":"iso6523-actorid-upis","ID":"0192:991825827"}""");
        claims.GetProperty("scope").GetString().ShouldBe("a:b c:d");
        claims.GetProperty("iss").GetString().ShouldBe("https://sandbox.test/");
        claims.GetProperty("token_type").GetString().ShouldBe("Bearer");
        claims.GetProperty("client_amr").GetString().ShouldBe("private_key_jwt");
        claims.GetProperty("iat").GetInt64().ShouldBe(_clock.GetUtcNow().ToUnixTimeSeconds());
        claims.GetProperty("exp").GetInt64().ShouldBe(_clock.GetUtcNow().ToUnixTimeSeconds() + 120);
        claims.GetProperty("jti").GetString()!.Length.ShouldBe(43);
        Guid.TryParse(claims.GetProperty("client_id").GetString(), out _).ShouldBeTrue();
        made.SystemUserId.ShouldBe("33a0911a-5459-456f-bc57-3d37ef9a016c");
        TestCaller.IsSignedByOneOf(token, Jwks()).ShouldBeTrue();
    }

    [Fact]
    public void A_change_leaves_the_original_as_it_was()
    {
        var original = _sandbox.SystemUser().WithScopes("a:b");

        original.WithScopes("c:d").With("extra", 1).Without("jti").WithHeader("crit", "x").ToString();

        var claims = TestCaller.Payload(original.ToString());
        claims.GetProperty("scope").GetString().ShouldBe("a:b");
        claims.TryGetProperty("extra", out _).ShouldBeFalse();
        claims.TryGetProperty("jti", out _).ShouldBeTrue();
        Header(original.ToString()).ShouldNotContain("crit");
    }

    [Fact]
    public void Any_claim_may_be_set_replaced_or_left_out()
    {
        var claims = TestCaller.Payload(
            _sandbox
                .SystemUser()
                .With("aud", "https://api.example.test")
                .With("exp", "tomorrow")
                .With("cnf", System.Text.Json.Nodes.JsonNode.Parse("""{"jkt":"x"}"""))
                .With("scope", null)
                .Without("iat")
                .Without("consumer")
                .ToString()
        );

        claims.GetProperty("aud").GetString().ShouldBe("https://api.example.test");
        claims.GetProperty("exp").GetString().ShouldBe("tomorrow");
        claims.GetProperty("cnf").GetProperty("jkt").GetString().ShouldBe("x");
        claims.GetProperty("scope").ValueKind.ShouldBe(JsonValueKind.Null);
        claims.TryGetProperty("iat", out _).ShouldBeFalse();
        claims.TryGetProperty("consumer", out _).ShouldBeFalse();
    }

    [Fact]
    public void Details_may_be_replaced_and_added_to()
    {
        var token = _sandbox.SystemUser().WithAnotherDetail("""{"type":"other"}""");
        var details = TestCaller.Payload(token.ToString()).GetProperty("authorization_details");
        details.GetArrayLength().ShouldBe(2);
        details[0].GetProperty("type").GetString().ShouldBe("urn:altinn:systemuser");
        details[1].GetProperty("type").GetString().ShouldBe("other");

        TestCaller
            .Payload(token.WithDetails("1", "null", "[]").ToString())
            .GetProperty("authorization_details")
            .GetRawText()
            .ShouldBe("[1,null,[]]");
    }

    [Fact]
    public void The_payload_may_be_any_text()
    {
        var token = _sandbox.SystemUser().WithPayload("{\"iss\":1,\"iss\":2,").ToString();

        System
            .Text.Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[1]))
            .ShouldBe("{\"iss\":1,\"iss\":2,");
    }

    [Fact]
    public void The_header_may_be_changed_member_by_member()
    {
        Header(_sandbox.SystemUser().WithHeader("kid", null).WithHeader("crit", "exp").ToString())
            .ShouldBe("""{"alg":"RS256","crit":"exp"}""");
    }

    [Theory]
    [InlineData("RS384", false)]
    [InlineData("PS256", false)]
    [InlineData("HS256", false)]
    [InlineData("ES256", false)]
    [InlineData("none", true)]
    public void Other_algorithms_sign_too(string algorithm, bool isEmpty)
    {
        var token = _sandbox.SystemUser().SignedWith(algorithm).ToString();

        Header(token).ShouldContain($"\"alg\":\"{algorithm}\"");
        token.EndsWith('.').ShouldBe(isEmpty);
    }

    [Fact]
    public void Another_key_signs_under_its_own_id_or_anothers()
    {
        var stranger = SigningKey.Create(_sandbox.Keys.Current.KeyId);

        var token = _sandbox.SystemUser().SignedBy(stranger).ToString();

        TestCaller.IsSignedByOneOf(token, Jwks()).ShouldBeFalse();
    }

    [Fact]
    public void An_expired_token_was_good_once()
    {
        var claims = TestCaller.Payload(_sandbox.SystemUser().ExpiresIn(TimeSpan.FromSeconds(-30)).ToString());

        claims.GetProperty("exp").GetInt64().ShouldBe(_clock.GetUtcNow().ToUnixTimeSeconds() - 30);
        claims.GetProperty("iat").GetInt64().ShouldBeLessThan(claims.GetProperty("exp").GetInt64());
    }

    [Fact]
    public void Tokens_without_a_system_user_have_none()
    {
        var plain = _sandbox.PlainToken("910753614").WithSupplier("991825827");
        var claims = TestCaller.Payload(plain.ToString());
        claims.TryGetProperty("authorization_details", out _).ShouldBeFalse();
        claims.GetProperty("consumer").GetProperty("ID").GetString().ShouldBe("0192:910753614");
        claims.GetProperty("supplier").GetProperty("ID").GetString().ShouldBe("0192:991825827");
        plain.SystemUserId.ShouldBeNull();

        TestCaller
            .Payload(_sandbox.ConsentToken().ToString())
            .GetProperty("authorization_details")[0]
            .GetProperty("type")
            .GetString()
            .ShouldBe("urn:altinn:consent");
    }

    [Fact]
    public void No_two_living_sandboxes_share_a_key()
    {
        using var other = new ScriptedSandbox();

        TestCaller
            .IsSignedByOneOf(other.SystemUser().WithHeader("kid", _sandbox.Keys.Current.KeyId).ToString(), Jwks())
            .ShouldBeFalse();
    }

    private JsonElement Jwks() => JsonElement.Parse($$"""{"keys":[{{_sandbox.Keys.Current.PublicJwk}}]}""");

    private static string Header(string token) => TestCaller.Header(token).GetRawText();
}
