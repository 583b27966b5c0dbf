using System.Net;
using System.Text.Json.Nodes;
using KravOgBetalingerApi.Tests.Support;
using SystemUser.Sandbox.Wire.Scripted;

namespace KravOgBetalingerApi.Tests.Endpoints;

/// <summary>The four operations for banks, to whom organizations have consented.</summary>
public sealed class FinansTests(SampleApp app) : IClassFixture<SampleApp>
{
    private const string Owner = "310904473";
    private const string Other = "312714051";
    private const string Examples = "?fraOgMed=2026-01-01&tilOgMed=2026-06-30";

    private MaskinportenToken Token => app.Sandbox.ConsentToken(Owner).WithScopes(SampleApp.Scope);

    [Fact]
    public async Task The_open_claims_are_those_of_the_example_when_the_party_has_consented()
    {
        var answer = await GetAsync(Token, $"{Owner}/aapnekrav");

        (await answer.ShouldBeOkAsync()).ShouldBeJson(Example.Read("aapnekrav"));
        answer.Headers.CacheControl?.NoStore.ShouldBeTrue();
        app.Sandbox.Pdp.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("krav")]
    [InlineData("innbetalinger")]
    [InlineData("utbetalinger")]
    public async Task The_period_is_that_of_the_example_when_the_party_has_consented(string operation)
    {
        var answer = await (await GetAsync(Token, $"{Owner}/{operation}{Examples}")).ShouldBeOkAsync();

        answer["periode"]!.ShouldBeJson(Example.Read(operation)["periode"]!);
        answer["partIdentifikator"]!.GetValue<string>().ShouldBe(Owner);
    }

    [Fact]
    public async Task The_answer_is_403_when_the_token_is_a_system_users()
    {
        using var client = app.CreateClient(Owner);

        var melding = await (await client.GetAsync($"/v1/finans/{Owner}/aapnekrav", Cancel)).ShouldBeFeilAsync(
            HttpStatusCode.Forbidden,
            "KB-005"
        );

        melding.ShouldBe("Rettighetspakken finans krever samtykke, som en systembruker ikke har");
    }

    [Theory]
    [InlineData(Other)]
    [InlineData("31090447")]
    [InlineData("12876921497")]
    public async Task The_answer_is_403_when_somebody_else_has_consented(string party) =>
        await RefusedAsync(Token, party, "Samtykket er ikke gitt av parten");

    [Fact]
    public async Task The_answer_is_403_when_a_person_has_consented() =>
        await RefusedAsync(
            WithConsent(consent => consent["from"] = "urn:altinn:person:identifier-no:12876921497"),
            Owner,
            "Samtykket er ikke gitt av parten"
        );

    [Fact]
    public async Task The_answer_is_403_when_the_consent_was_given_to_another() =>
        await RefusedAsync(Token.WithVendor("313750531"), Owner, "Samtykket er gitt til en annen virksomhet");

    [Fact]
    public async Task The_answer_is_200_when_the_consumers_supplier_fetches() =>
        await (await GetAsync(Token.WithSupplier("313750531"), $"{Owner}/aapnekrav")).ShouldBeOkAsync();

    [Theory]
    [InlineData("2026-07-08T10:00:00Z")]
    [InlineData("2026-07-08T11:59:00+02:00")]
    [InlineData(null)]
    public async Task The_answer_is_403_when_the_consent_has_ended(string? validTo) =>
        await RefusedAsync(WithConsent(consent => consent["validTo"] = validTo), Owner, "Samtykket er utløpt");

    [Theory]
    [InlineData("resource", """[{"type":"urn:altinn:resource","value":"ske-samtykke-inntekt"}]""")]
    [InlineData("resource", """[{"type":"urn:altinn:app","value":"ske-samtykke-krav-og-betalinger"}]""")]
    [InlineData("resource", "[null]")]
    [InlineData("resource", "null")]
    [InlineData("action", """["read"]""")]
    [InlineData("action", "null")]
    public async Task The_answer_is_403_when_something_else_was_consented_to(string member, string value) =>
        await RefusedAsync(
            WithConsent(consent => consent["consentRights"]![0]![member] = JsonNode.Parse(value)),
            Owner,
            "Samtykket gjelder ikke ske-samtykke-krav-og-betalinger"
        );

    [Theory]
    [InlineData("""{"type":"urn:altinn:consent","validTo":1}""")]
    [InlineData("""{"type":"urn:altinn:consent","from":"a","from":"b"}""")]
    [InlineData("""{"type":"urn:altinn:something"}""")]
    [InlineData("1")]
    public async Task The_answer_is_403_when_the_consent_cannot_be_read(string detail) =>
        await RefusedAsync(
            Token.WithDetails(detail),
            Owner,
            "Rettighetspakken finans krever samtykke, som en systembruker ikke har"
        );

    [Fact]
    public async Task The_answer_is_403_when_there_are_two_consents() =>
        await RefusedAsync(
            Token.WithAnotherDetail(Consent(_ => { })),
            Owner,
            "Rettighetspakken finans krever samtykke, som en systembruker ikke har"
        );

    [Fact]
    public async Task The_period_is_checked_when_the_party_has_consented() =>
        await (await GetAsync(Token, $"{Owner}/krav?fraOgMed=2026-02-30")).ShouldBeFeilAsync(
            HttpStatusCode.BadRequest,
            "KB-006"
        );

    [Fact]
    public async Task The_answer_is_404_when_the_register_does_not_know_the_party() =>
        await (
            await GetAsync(app.Sandbox.ConsentToken("987654325").WithScopes(SampleApp.Scope), "987654325/aapnekrav")
        ).ShouldBeFeilAsync(HttpStatusCode.NotFound, "KB-009");

    private async Task RefusedAsync(MaskinportenToken token, string party, string expected) =>
        (
            await (await GetAsync(token, $"{party}/aapnekrav")).ShouldBeFeilAsync(HttpStatusCode.Forbidden, "KB-005")
        ).ShouldBe(expected);

    private MaskinportenToken WithConsent(Action<JsonObject> change) => Token.WithDetails(Consent(change));

    private string Consent(Action<JsonObject> change)
    {
        var payload = Token.ToString().Split('.')[1];
        var consent = JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(payload))!["authorization_details"]![
            0
        ]!.AsObject();
        change(consent);
        return consent.ToJsonString();
    }

    private async Task<HttpResponseMessage> GetAsync(MaskinportenToken token, string path)
    {
        using var client = app.CreateClient(token);
        return await client.GetAsync($"/v1/finans/{path}", Cancel);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
