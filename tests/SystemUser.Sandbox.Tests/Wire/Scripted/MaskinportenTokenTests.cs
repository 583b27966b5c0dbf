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
    public void Scripted_token_looks_like_Maskinportens()
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
    public void Original_token_is_unchanged_when_a_copy_is_changed()
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
    public void Claim_follows_when_it_is_set_replaced_or_left_out()
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
    public void Authorization_details_follow_when_replaced_or_added_to()
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
    public void Payload_is_any_text_when_replaced()
    {
        var token = _sandbox.SystemUser().WithPayload("{\"iss\":1,\"iss\":2,").ToString();

        System
            .Text.Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[1]))
            .ShouldBe("{\"iss\":1,\"iss\":2,");
    }

    [Fact]
    public void Header_member_follows_when_it_is_set_or_left_out()
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
    public void Token_is_signed_when_another_algorithm_is_chosen(string algorithm, bool isEmpty)
    {
        var token = _sandbox.SystemUser().SignedWith(algorithm).ToString();

        Header(token).ShouldContain($"\"alg\":\"{algorithm}\"");
        token.EndsWith('.').ShouldBe(isEmpty);
    }

    [Fact]
    public void Key_id_is_the_signing_keys_unless_the_header_says_another()
    {
        var stranger = SigningKey.Create(_sandbox.Keys.Current.KeyId);

        var token = _sandbox.SystemUser().SignedBy(stranger).ToString();

        TestCaller.IsSignedByOneOf(token, Jwks()).ShouldBeFalse();
    }

    [Fact]
    public void Expired_token_was_issued_before_it_expired()
    {
        var claims = TestCaller.Payload(_sandbox.SystemUser().ExpiresIn(TimeSpan.FromSeconds(-30)).ToString());

        claims.GetProperty("exp").GetInt64().ShouldBe(_clock.GetUtcNow().ToUnixTimeSeconds() - 30);
        claims.GetProperty("iat").GetInt64().ShouldBeLessThan(claims.GetProperty("exp").GetInt64());
    }

    [Fact]
    public void Token_has_no_system_user_when_it_is_plain_or_a_consent()
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
    public void Keys_differ_when_two_sandboxes_live_at_once()
    {
        using var other = new ScriptedSandbox();

        TestCaller
            .IsSignedByOneOf(other.SystemUser().WithHeader("kid", _sandbox.Keys.Current.KeyId).ToString(), Jwks())
            .ShouldBeFalse();
    }

    private JsonElement Jwks() => JsonElement.Parse($$"""{"keys":[{{_sandbox.Keys.Current.PublicJwk}}]}""");

    private static string Header(string token) => TestCaller.Header(token).GetRawText();
}
