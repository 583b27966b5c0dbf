using System.Net;
using System.Text.Json;
using SystemUser.Sandbox.Wire;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.Sandbox.Tests.Wire;

public sealed class ExchangeTests : WireTest
{
    [Fact]
    public async Task Exchanged_token_is_plain_text_when_the_caller_does_not_ask_for_JSON()
    {
        using var response = await Provider.GetExchangeAsync(await Provider.MaskinportenTokenAsync());

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/plain");
        (await response.Content.ReadAsStringAsync(Cancelled)).ShouldStartWith("ey");
    }

    [Theory]
    [InlineData("application/json", true)]
    [InlineData("application/json;q=0.9", true)]
    [InlineData("text/plain, application/json", false)]
    [InlineData("application/json, */*", false)]
    public async Task Exchanged_token_is_quoted_only_when_the_caller_accepts_JSON_alone(string accept, bool quoted)
    {
        using var response = await Provider.GetExchangeAsync(await Provider.MaskinportenTokenAsync(), accept);

        response.Content.Headers.ContentType!.MediaType.ShouldBe(quoted ? "application/json" : "text/plain");
        (await response.Content.ReadAsStringAsync(Cancelled)).ShouldStartWith(quoted ? "\"ey" : "ey");
    }

    [Fact]
    public async Task Exchanged_token_keeps_its_claims_and_has_Altinns()
    {
        var before = TestCaller.Payload(await Provider.MaskinportenTokenAsync());

        var claims = TestCaller.Payload(await Provider.AltinnTokenAsync());

        var now = Clock.GetUtcNow().ToUnixTimeSeconds();
        claims.GetProperty("iss").GetString().ShouldBe($"{Sandbox.Issuer}authentication/api/v1/openid/");
        claims.GetProperty("urn:altinn:authlevel").GetInt32().ShouldBe(3);
        claims.GetProperty("urn:altinn:authenticatemethod").GetString().ShouldBe("maskinporten");
        claims.GetProperty("urn:altinn:orgNumber").GetString().ShouldBe("974761076");
        claims.GetProperty("nbf").GetInt64().ShouldBe(now);
        claims.GetProperty("exp").GetInt64().ShouldBe(now + 1800);
        claims.GetProperty("client_id").GetString().ShouldBe(before.GetProperty("client_id").GetString());
        JsonElement.DeepEquals(claims.GetProperty("consumer"), before.GetProperty("consumer")).ShouldBeTrue();
        claims.TryGetProperty("urn:altinn:org", out _).ShouldBeFalse();
        claims.TryGetProperty("client_amr", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Exchanged_token_names_the_service_owner_only_when_it_has_the_scope() =>
        TestCaller
            .Payload(await Provider.AltinnTokenAsync("altinn:serviceowner/instances.read"))
            .GetProperty("urn:altinn:org")
            .GetString()
            .ShouldBe("skd");

    [Fact]
    public async Task Exchanged_token_keeps_the_system_user_details()
    {
        var token = Sandbox.SystemUser().WithScopes("a:b").ToString();

        using var response = await Provider.GetExchangeAsync(token);

        var claims = TestCaller.Payload(await response.Content.ReadAsStringAsync(Cancelled));
        JsonElement
            .DeepEquals(
                claims.GetProperty("authorization_details"),
                TestCaller.Payload(token).GetProperty("authorization_details")
            )
            .ShouldBeTrue();
    }

    [Fact]
    public async Task Exchange_is_refused_when_Maskinporten_did_not_sign_the_token()
    {
        var token = Sandbox.PlainToken();

        foreach (
            var other in new[]
            {
                token.SignedBy(SigningKey.Create(Sandbox.Keys.Current.KeyId)).ToString(),
                token.SignedWith("none").ToString(),
                token.SignedWith("HS256").ToString(),
                token.With("iss", "https://maskinporten.no/").ToString(),
                token.ExpiresIn(TimeSpan.FromSeconds(-11)).ToString(),
                token.Without("exp").ToString(),
                token.WithPayload($$"""{"iss":"{{Sandbox.Issuer}}","exp":99999999999,"a":1,"a":2}""").ToString(),
                token.WithPayload("[]").ToString(),
                await Provider.AltinnTokenAsync(),
                "nonsense",
            }
        )
        {
            using var response = await Provider.GetExchangeAsync(other);
            response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            (await response.Content.ReadAsStringAsync(Cancelled)).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Exchange_is_allowed_until_ten_seconds_after_the_token_expired()
    {
        using var response = await Provider.GetExchangeAsync(
            Sandbox.PlainToken().ExpiresIn(TimeSpan.FromSeconds(-9)).ToString()
        );

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Exchange_is_410_when_an_enterprise_user_is_asked_for()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/authentication/api/v1/exchange/maskinporten");
        request.Headers.Add("X-Altinn-EnterpriseUser-Authentication", "abc");

        using var response = await Provider.Http.SendAsync(request, Cancelled);

        response.StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await TestCaller.ReadAsync(response)).GetProperty("status").GetInt32().ShouldBe(410);
    }
}
