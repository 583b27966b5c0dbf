using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;
using SystemUser.AspNetCore.Tests.Claims;
using SystemUser.Sandbox.Wire;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Tests.Authentication;

/// <summary>Which tokens get in, and what the others are told.</summary>
public sealed class TokenTests
{
    private static readonly Dictionary<string, Func<ScriptedSandbox, string>> s_invalid = new()
    {
        ["signed with PS256"] = sandbox => sandbox.SystemUser().SignedWith("PS256").ToString(),
        ["signed with PS256 and called RS256"] = sandbox =>
            sandbox.SystemUser().SignedWith("PS256").WithHeader("alg", "RS256").ToString(),
        ["signed with ES256"] = sandbox => sandbox.SystemUser().SignedWith("ES256").ToString(),
        ["signed with HS256 and the public key"] = sandbox => sandbox.SystemUser().SignedWith("HS256").ToString(),
        ["not signed"] = sandbox => sandbox.SystemUser().SignedWith("none").ToString(),
        ["not signed and called RS256"] = sandbox =>
            sandbox.SystemUser().SignedWith("none").WithHeader("alg", "RS256").ToString(),
        ["signed with RS256 and called RS512"] = sandbox => sandbox.SystemUser().WithHeader("alg", "RS512").ToString(),
        ["an algorithm of another case"] = sandbox => sandbox.SystemUser().WithHeader("alg", "rs256").ToString(),
        ["an algorithm that is a list"] = sandbox =>
            sandbox.SystemUser().WithHeader("alg", new JsonArray("RS256")).ToString(),
        ["no algorithm"] = sandbox => sandbox.SystemUser().WithHeader("alg", null).ToString(),
        ["no key id"] = sandbox => sandbox.SystemUser().WithHeader("kid", null).ToString(),
        ["an empty key id"] = sandbox => sandbox.SystemUser().WithHeader("kid", "").ToString(),
        ["a key id that is a number"] = sandbox => sandbox.SystemUser().WithHeader("kid", 7).ToString(),
        ["an unknown key id"] = sandbox => sandbox.SystemUser().WithHeader("kid", "unknown").ToString(),
        ["the key id in another case"] = sandbox =>
            sandbox.SystemUser().WithHeader("kid", sandbox.Keys.Current.KeyId.ToUpperInvariant()).ToString(),
        ["a key of its own"] = sandbox => sandbox.SystemUser().SignedBy(SigningKey.Create()).ToString(),
        ["a key of its own under Maskinporten's id"] = sandbox =>
            sandbox.SystemUser().SignedBy(SigningKey.Create(sandbox.Keys.Current.KeyId)).ToString(),
        ["a key brought along"] = sandbox =>
        {
            var key = SigningKey.Create(sandbox.Keys.Current.KeyId);
            return sandbox.SystemUser().SignedBy(key).WithHeader("jwk", JsonNode.Parse(key.PublicJwk)).ToString();
        },
        ["critical extensions"] = sandbox =>
            sandbox.SystemUser().WithHeader("crit", new JsonArray("b64")).WithHeader("b64", true).ToString(),
        ["an empty list of critical extensions"] = sandbox =>
            sandbox.SystemUser().WithHeader("crit", new JsonArray()).ToString(),
        ["another payload under the signature"] = sandbox =>
            Swap(sandbox.SystemUser().ToString(), 1, sandbox.SystemUser().ToString()),
        ["another header under the signature"] = sandbox =>
            Swap(sandbox.SystemUser().ToString(), 0, sandbox.SystemUser().WithHeader("typ", "JWT").ToString()),
        ["another token's signature"] = sandbox =>
            Swap(sandbox.SystemUser().ToString(), 2, sandbox.SystemUser().ToString()),
        ["half a signature"] = sandbox => sandbox.SystemUser().ToString()[..^100],
        ["no signature"] = sandbox => WithSegment(sandbox.SystemUser().ToString(), 2, ""),
        ["no payload"] = sandbox => WithSegment(sandbox.SystemUser().ToString(), 1, ""),
        ["no header"] = sandbox => WithSegment(sandbox.SystemUser().ToString(), 0, ""),
        ["two segments"] = sandbox => string.Join('.', sandbox.SystemUser().ToString().Split('.')[..2]),
        ["four segments"] = sandbox => sandbox.SystemUser() + ".AAAA",
        ["five segments"] = sandbox => sandbox.SystemUser() + ".AAAA.AAAA",
        ["padding"] = sandbox => sandbox.SystemUser() + "==",
        ["base64 of the other alphabet"] = sandbox => sandbox.SystemUser() + "+/",
        ["a space within"] = sandbox => sandbox.SystemUser().ToString().Insert(50, " "),
        ["something after"] = sandbox => sandbox.SystemUser() + ", Basic YTpi",
        ["a header with its algorithm twice"] = sandbox =>
            WithHeader(sandbox, """{"alg":"RS256","kid":"KID","alg":"RS256"}"""),
        ["a header with its key id twice"] = sandbox =>
            WithHeader(sandbox, """{"kid":"x","alg":"RS256","\u006bid":"KID"}"""),
        ["a header with a comment"] = sandbox => WithHeader(sandbox, """{/**/"alg":"RS256","kid":"KID"}"""),
        ["a header that is a list"] = sandbox => WithHeader(sandbox, """["alg","RS256"]"""),
        ["a header that is text"] = sandbox => WithHeader(sandbox, "RS256"),
        ["a payload with its expiry twice"] = sandbox =>
            sandbox.SystemUser().WithPayload(Encoding.UTF8.GetString(SampleTokens.WithMembers("\"exp\":1"))).ToString(),
        ["a payload that is a list"] = sandbox => sandbox.SystemUser().WithPayload("[]").ToString(),
        ["a payload that is text"] = sandbox => sandbox.SystemUser().WithPayload("let me in").ToString(),
        ["no expiry"] = sandbox => sandbox.SystemUser().Without("exp").ToString(),
        ["an expiry that is text"] = sandbox => sandbox.SystemUser().With("exp", "1740737667").ToString(),
        ["an expiry after the end of time"] = sandbox => sandbox.SystemUser().With("exp", long.MaxValue).ToString(),
        ["no issuer"] = sandbox => sandbox.SystemUser().Without("iss").ToString(),
        ["an issuer that is a list"] = sandbox =>
            sandbox.SystemUser().With("iss", new JsonArray(sandbox.Issuer)).ToString(),
        ["no consumer"] = sandbox => sandbox.SystemUser().Without("consumer").ToString(),
        ["a consumer that is text"] = sandbox => sandbox.SystemUser().With("consumer", "0192:991825827").ToString(),
        ["scopes that are a list"] = sandbox => sandbox.SystemUser().With("scope", new JsonArray("a:b")).ToString(),
        ["a binding to a key"] = sandbox =>
            sandbox.SystemUser().With("cnf", new JsonObject { ["jkt"] = "x" }).ToString(),
        ["a beginning in the future"] = sandbox =>
            sandbox.SystemUser().With("nbf", TestApp.Start.AddSeconds(11).ToUnixTimeSeconds()).ToString(),
        ["an expiry after the year 9999"] = sandbox => sandbox.SystemUser().With("exp", 253_402_300_800).ToString(),
        ["an expiry of 400 digits"] = sandbox =>
            sandbox.SystemUser().With("exp", JsonNode.Parse(new string('9', 400))).ToString(),
        ["nothing but dots"] = _ => "..",
        ["one character"] = _ => "x",
        ["too much"] = sandbox => sandbox.SystemUser().With("custom", new string('x', 16 * 1024)).ToString(),
    };

    private static readonly Dictionary<string, Func<ScriptedSandbox, MaskinportenToken>> s_valid = new()
    {
        ["a system user's"] = sandbox => sandbox.SystemUser(),
        ["an organization's own"] = sandbox => sandbox.PlainToken(),
        ["a delegated one"] = sandbox => sandbox.PlainToken().WithSupplier("991825827"),
        ["a consent"] = sandbox => sandbox.ConsentToken(),
        ["signed with RS384"] = sandbox => sandbox.SystemUser().SignedWith("RS384"),
        ["signed with RS512"] = sandbox => sandbox.SystemUser().SignedWith("RS512"),
        ["typed"] = sandbox => sandbox.SystemUser().WithHeader("typ", "at+jwt"),
        ["typed oddly"] = sandbox => sandbox.SystemUser().WithHeader("typ", "x"),
        ["an audience that says nothing"] = sandbox => sandbox.SystemUser().With("aud", "unspecified"),
        ["audiences"] = sandbox => sandbox.SystemUser().With("aud", new JsonArray("https://one.no", "https://two.no")),
        ["an extended identifier"] = sandbox =>
            sandbox
                .PlainToken()
                .With(
                    "consumer",
                    new JsonObject
                    {
                        ["authority"] = "eidas",
                        ["ID"] = "LEI:1:2:3",
                        ["name"] = "x",
                    }
                ),
        ["a beginning within the skew"] = sandbox =>
            sandbox.SystemUser().With("nbf", TestApp.Start.AddSeconds(10).ToUnixTimeSeconds()),
        ["claims that nobody knows"] = sandbox =>
            sandbox.SystemUser().With("custom", new JsonObject { ["a"] = new JsonArray(1, 2) }).With("æ", "å"),
        ["a number of 400 digits that nobody knows"] = sandbox =>
            sandbox.SystemUser().With("custom", JsonNode.Parse(new string('9', 400))),
    };

    public static TheoryData<string> Invalid => [.. s_invalid.Keys];

    public static TheoryData<string> Valid => [.. s_valid.Keys];

    [Theory]
    [MemberData(nameof(Valid))]
    public async Task A_good_token_is_accepted_when_it_is_verified_and_when_it_is_recognized(string token)
    {
        await using var app = await TestApp.StartAsync();
        var text = s_valid[token](app.Sandbox).ToString();

        foreach (var _ in Enumerable.Range(0, 2)) // verified, and then recognized
        {
            var answer = await app.SendAsync(text);
            answer.Status.ShouldBe(200, answer.Body);
            answer.Body.ShouldBe("Maskinporten");
        }
    }

    [Theory]
    [MemberData(nameof(Invalid))]
    public async Task A_bad_token_is_refused_and_no_question_is_asked(string token)
    {
        await using var app = await TestApp.StartAsync();
        (await app.GetAsync(app.Sandbox.SystemUser())).Status.ShouldBe(200);
        var text = s_invalid[token](app.Sandbox);

        (await app.SendAsync(text)).ShouldBeInvalid();
        (await app.SendAsync(text)).ShouldBeInvalid();
        (await app.SendAsync(text, "/right")).ShouldBeInvalid();
        (await app.SendAsync(text, "/open")).Body.ShouldBe("nobody");
        app.Sandbox.Pdp.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("https://test.maskinporten.no/")]
    [InlineData("https://platform.tt02.altinn.no/authentication/api/v1/openid/")]
    [InlineData("")]
    public async Task A_token_is_refused_when_another_issuer_made_it(string issuer)
    {
        await using var app = await TestApp.StartAsync();

        (await app.GetAsync(app.Sandbox.SystemUser().With("iss", issuer))).ShouldBeInvalid("token-wrong-issuer");
    }

    [Fact]
    public async Task A_token_is_refused_when_its_issuer_differs_by_one_character()
    {
        await using var app = await TestApp.StartAsync();
        var issuer = app.Sandbox.Issuer;

        foreach (var other in new[] { issuer.TrimEnd('/'), issuer + "/", issuer.ToUpperInvariant(), $" {issuer}" })
        {
            (await app.GetAsync(app.Sandbox.SystemUser().With("iss", other))).ShouldBeInvalid("token-wrong-issuer");
        }
    }

    [Fact]
    public async Task A_token_of_another_environment_is_told_by_its_issuer_and_no_keys_are_fetched()
    {
        await using var app = await TestApp.StartAsync();
        await app.GetAsync(app.Sandbox.SystemUser());
        var fetches = app.Sandbox.Jwks.Calls.Count;
        var token = app.Sandbox.SystemUser().With("iss", "https://test.maskinporten.no/").SignedBy(SigningKey.Create());

        (await app.GetAsync(token)).ShouldBeInvalid("token-wrong-issuer");
        app.Sandbox.Jwks.Calls.Count.ShouldBe(fetches);
    }

    [Theory]
    [InlineData(9, 200)]
    [InlineData(10, 401)]
    [InlineData(11, 401)]
    public async Task A_token_is_refused_from_ten_seconds_after_its_expiry(int secondsAfterExpiry, int status)
    {
        await using var app = await TestApp.StartAsync();
        var token = app.Sandbox.SystemUser().ExpiresIn(TimeSpan.FromSeconds(30)).ToString();
        app.Clock.Advance(TimeSpan.FromSeconds(30 + secondsAfterExpiry));

        var answer = await app.SendAsync(token);

        answer.Status.ShouldBe(status);
        if (status == 401)
        {
            answer.ShouldBeInvalid("token-expired");
        }
    }

    [Theory]
    [InlineData("https://platform.altinn.no/authentication/api/v1/openid/")]
    [InlineData("https://platform.tt02.altinn.no/authentication/api/v1/openid/")]
    [InlineData("https://platform.altinn.no/authentication/api/v1/openid")]
    public async Task A_token_from_Altinns_exchange_is_refused_and_told_as_one(string issuer)
    {
        await using var app = await TestApp.StartAsync();
        var token = app.Sandbox.SystemUser().With("iss", issuer);

        var answer = await app.GetAsync(token.With("urn:altinn:authlevel", 3).With("consumer", "?"));

        answer.ShouldBeInvalid("token-wrong-issuer");
        answer.Body.ShouldContain("issued by Altinn, in exchange for another one");
        (await app.GetAsync(token.With("iss", "https://platform.altinn.no/"))).Body.ShouldNotContain("Altinn");
    }

    [Fact]
    public async Task A_token_is_refused_as_expired_when_it_expired_long_ago()
    {
        await using var app = await TestApp.StartAsync();

        (await app.GetAsync(app.Sandbox.SystemUser().With("exp", 0))).ShouldBeInvalid("token-expired");
        (await app.GetAsync(app.Sandbox.SystemUser().ExpiresIn(TimeSpan.FromDays(-400)))).ShouldBeInvalid(
            "token-expired"
        );
    }

    [Fact]
    public async Task A_token_is_refused_the_second_it_expires_when_ClockSkew_is_zero()
    {
        await using var app = await TestApp.StartAsync(settings: ("SystemUser:Maskinporten:ClockSkew", "00:00:00"));
        var token = app.Sandbox.SystemUser().ExpiresIn(TimeSpan.FromSeconds(30)).ToString();

        app.Clock.Advance(TimeSpan.FromSeconds(29));
        (await app.SendAsync(token)).Status.ShouldBe(200);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        (await app.SendAsync(token)).ShouldBeInvalid("token-expired");
    }

    [Fact]
    public async Task A_token_is_refused_when_it_lacks_the_configured_audience()
    {
        await using var app = await TestApp.StartAsync(
            settings: ("SystemUser:Maskinporten:Audience", "https://api.no")
        );
        var token = app.Sandbox.SystemUser();

        (await app.GetAsync(token)).ShouldBeInvalid();
        (await app.GetAsync(token.With("aud", "https://api.no/"))).ShouldBeInvalid();
        (await app.GetAsync(token.With("aud", "unspecified"))).ShouldBeInvalid();
        (await app.GetAsync(token.With("aud", new JsonArray()))).ShouldBeInvalid();
        (await app.GetAsync(token.With("aud", "https://api.no"))).Status.ShouldBe(200);
        (await app.GetAsync(token.With("aud", new JsonArray("x", "https://api.no")))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_system_users_token_gets_through_a_demand_of_scope_and_one_of_a_right()
    {
        await using var app = await TestApp.StartAsync();
        app.Sandbox.Pdp.Always.Permit();
        var token = app.Sandbox.SystemUser().WithScopes("a:b", TestApp.Scope, "c:d");

        (await app.GetAsync(token, "/scope")).Status.ShouldBe(200);
        (await app.GetAsync(token, "/right")).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("system-user-required", """{"type":"other_type","some_id":"value"}""")]
    [InlineData("system-user-required", SampleTokens.Consent)]
    [InlineData("system-user-invalid", SampleTokens.SystemUser, SampleTokens.SystemUser)]
    [InlineData("system-user-invalid", """{"type":"urn:altinn:systemuser","systemuser_id":["not-a-guid"]}""")]
    [InlineData("system-user-invalid", """{"type":"urn:altinn:systemuser","systemuser_id":[]}""")]
    [InlineData("system-user-invalid", """{"type":"urn:altinn:systemuser","systemuser_id":null}""")]
    [InlineData("system-user-invalid", """{"type":"urn:altinn:systemuser"}""")]
    [InlineData("system-user-invalid", "null")]
    [InlineData("system-user-invalid", "\"urn:altinn:systemuser\"")]
    public async Task A_right_is_403_when_the_token_has_not_exactly_one_good_system_user(
        string code,
        params string[] details
    )
    {
        await using var app = await TestApp.StartAsync();
        var token = app.Sandbox.PlainToken().WithScopes(TestApp.Scope).WithDetails(details);

        (await app.GetAsync(token, "/right")).ShouldBe(403, code);
        (await app.GetAsync(token, "/scope")).Status.ShouldBe(200);
        app.Sandbox.Pdp.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_apps_code_sees_the_claims_of_the_token()
    {
        await using var app = await TestApp.StartAsync();

        var answer = await app.GetAsync(app.Sandbox.SystemUser().WithScopes("a:b", "c:d").With("aud", "x"), "/claims");

        answer.Body.ShouldContain("scope=a:b c:d");
        answer.Body.ShouldContain("aud=x");
        answer.Body.ShouldContain("client_id=");
    }

    private static string WithHeader(ScriptedSandbox sandbox, string header) =>
        WithSegment(
            sandbox.SystemUser().ToString(),
            0,
            Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header.Replace("KID", sandbox.Keys.Current.KeyId)))
        );

    private static string Swap(string token, int segment, string other) =>
        WithSegment(token, segment, other.Split('.')[segment]);

    private static string WithSegment(string token, int segment, string text)
    {
        var segments = token.Split('.');
        segments[segment] = text;
        return string.Join('.', segments);
    }
}
