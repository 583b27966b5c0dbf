using System.Net;
using System.Text.Json.Nodes;
using SystemUser.Sandbox.Tests.World;

namespace SystemUser.Sandbox.Tests.Maskinporten;

/// <summary>Tokens by which a bank, say, fetches what somebody has consented to.</summary>
public sealed class ConsentTests : MaskinportenTest
{
    private const string Consents = "/sandbox/consents";
    private const string Scope = "skatteetaten:kravogbetalinger";
    private const string Resource = "ske-samtykke-krav-og-betalinger";
    private const string From = $"urn:altinn:organization:identifier-no:{The.Customer}";

    [Fact]
    public async Task Token_says_what_was_consented_to()
    {
        var id = await GiveAsync();
        var client = await RegisterClientAsync(The.Vendor, Scope);

        var payload = MaskinportenClientUnderTest.Payload(await client.TokenAsync(Asking(client, id)));

        var consent = payload.GetProperty("authorization_details").EnumerateArray().ShouldHaveSingleItem();
        consent.GetProperty("type").GetString().ShouldBe("urn:altinn:consent");
        consent.GetProperty("id").GetString().ShouldBe(id);
        consent.GetProperty("from").GetString().ShouldBe(From);
        consent.GetProperty("to").GetProperty("ID").GetString().ShouldBe($"0192:{The.Vendor}");
        var right = consent.GetProperty("consentRights").EnumerateArray().ShouldHaveSingleItem();
        right.GetProperty("action")[0].GetString().ShouldBe("consent");
        right.GetProperty("resource")[0].GetProperty("value").GetString().ShouldBe(Resource);
        right.GetProperty("metadata").GetProperty("inntektsaar").GetString().ShouldBe("2025");
        payload.GetProperty("scope").GetString().ShouldBe(Scope);
    }

    [Fact]
    public async Task Token_is_refused_once_the_consent_has_ended_or_was_withdrawn()
    {
        var ended = await GiveAsync();
        var withdrawn = await GiveAsync();
        var client = await RegisterClientAsync(The.Vendor, Scope);
        await CallAsync(HttpMethod.Delete, $"{Consents}/{withdrawn}", expected: HttpStatusCode.NoContent);
        Clock.Advance(TimeSpan.FromDays(2));

        await RefusedAsync(client, Asking(client, ended), "MP-303");
        await RefusedAsync(client, Asking(client, withdrawn), "MP-303");
        await CallAsync(HttpMethod.Delete, $"{Consents}/{withdrawn}", expected: HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("id", "5f9b6b0c-1111-4222-8333-444444444444", "MP-303")]
    [InlineData("id", "none", "MP-303")]
    [InlineData("id", null, "MP-303")]
    [InlineData("from", "urn:altinn:organization:identifier-no:311004174", "MP-303")]
    [InlineData("from", null, "MP-303")]
    [InlineData("to", "urn:altinn:organization:identifier-no:991825827", "MP-302")]
    public async Task Token_is_refused_when_the_consent_is_not_the_one_that_was_given(
        string member,
        string? value,
        string code
    )
    {
        var client = await RegisterClientAsync(The.Vendor, Scope);
        var claims = Asking(client, await GiveAsync());
        claims["authorization_details"]![0]![member] = value;

        await RefusedAsync(client, claims, code);
    }

    [Fact]
    public async Task Token_is_refused_to_anybody_but_the_receiver()
    {
        var client = await RegisterClientAsync(The.Provider, Scope);
        await CallAsync(HttpMethod.Put, $"/sandbox/maskinporten/scopes/access/{The.Provider}?scope={Scope}");

        await RefusedAsync(client, Asking(client, await GiveAsync()), "MP-303");
    }

    [Theory]
    [InlineData("giver", "1")]
    [InlineData("receiver", The.Pia)]
    [InlineData("resources", null)]
    [InlineData("validTo", "2001-01-01T00:00:00Z")]
    public async Task Consent_is_not_taken_when_it_says_too_little(string member, string? value)
    {
        var consent = Consent();
        consent[member] = value;

        await CallAsync(HttpMethod.Post, Consents, consent, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Test_token_carries_a_consent_that_nobody_gave()
    {
        var token = await Host.Http.GetStringAsync(
            $"/api/GetConsentToken?serviceCodes={Resource}&offeredBy={The.Pia}&coveredBy={The.Vendor}&scopes={Scope}&inntektsaar=2025",
            Cancelled
        );

        var payload = MaskinportenClientUnderTest.Payload(token);
        payload.GetProperty("iss").GetString().ShouldBe(Issuer);
        var consent = payload.GetProperty("authorization_details")[0];
        consent.GetProperty("from").GetString().ShouldBe($"urn:altinn:person:identifier-no:{The.Pia}");
        consent
            .GetProperty("consentRights")[0]
            .GetProperty("metadata")
            .GetProperty("inntektsaar")
            .GetString()
            .ShouldBe("2025");
    }

    [Theory]
    [InlineData("")]
    [InlineData("serviceCodes=a&offeredBy=x&coveredBy=991825827")]
    [InlineData("serviceCodes=a&offeredBy=310904473&coveredBy=991825827&ttl=0")]
    [InlineData("serviceCodes=a&offeredBy=310904473&coveredBy=991825827&authorizationCode=1")]
    [InlineData("serviceCodes=,&offeredBy=310904473&coveredBy=991825827")]
    public async Task Test_token_is_refused_when_the_query_says_too_little(string query) =>
        await CallAsync(HttpMethod.Get, $"/api/GetConsentToken?{query}", expected: HttpStatusCode.BadRequest);

    private async Task<string> GiveAsync()
    {
        var answer = await CallAsync(HttpMethod.Post, Consents, Consent(), HttpStatusCode.Created);
        return answer.GetProperty("id").GetString()!;
    }

    private JsonObject Consent() =>
        new()
        {
            ["giver"] = The.Customer,
            ["receiver"] = The.Vendor,
            ["resources"] = new JsonArray(Resource),
            ["metadata"] = new JsonObject { ["inntektsaar"] = "2025" },
            ["validTo"] = Clock.GetUtcNow().AddDays(1),
        };

    private static JsonObject Asking(MaskinportenClientUnderTest client, string id)
    {
        var claims = client.Claims();
        claims["authorization_details"] = new JsonArray(
            new JsonObject
            {
                ["type"] = "urn:altinn:consent",
                ["id"] = id,
                ["from"] = From,
            }
        );
        return claims;
    }

    private static Task RefusedAsync(MaskinportenClientUnderTest client, JsonObject claims, string code) =>
        client.RefusedAsync(claims, 400, "invalid_authorization_details", code);
}
