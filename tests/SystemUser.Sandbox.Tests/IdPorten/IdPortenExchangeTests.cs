using System.Net;
using SystemUser.Sandbox.Tests.Maskinporten;
using SystemUser.Sandbox.Tests.World;

namespace SystemUser.Sandbox.Tests.IdPorten;

/// <summary>A person's program: a token of ID-porten, exchanged for one of Altinn's.</summary>
public sealed class IdPortenExchangeTests : MaskinportenTest
{
    private const string Exchange = "/authentication/api/v1/exchange/id-porten";
    private const string Agents = "/authentication/api/v1/enduser/systemuser/agents";

    [Fact]
    public async Task Exchanged_token_is_the_persons_at_altinn()
    {
        var token = await ExchangedAsync(await IdPortenTokenAsync(The.ClientAdministrator));

        var claims = MaskinportenClientUnderTest.Payload(token);
        claims.GetProperty("pid").GetString().ShouldBe(The.ClientAdministrator);
        claims.GetProperty("urn:altinn:authlevel").GetInt32().ShouldBe(4);
        claims
            .GetProperty("urn:altinn:party:uuid")
            .GetGuid()
            .ShouldBe(World.Persons.Find(The.ClientAdministrator)!.PartyUuid);
        await CallAsync(HttpMethod.Get, $"{Agents}?party={The.Accountant}", token: token);

        // It ends with the one that it was given for.
        Clock.Advance(TimeSpan.FromMinutes(11));
        await CallAsync(HttpMethod.Get, $"{Agents}?party={The.Accountant}", null, HttpStatusCode.Unauthorized, token);
    }

    [Theory]
    [InlineData("idporten-loa-low", 0)]
    [InlineData("idporten-loa-substantial", 3)]
    [InlineData("Level4", 4)]
    public async Task Level_is_what_the_person_logged_in_with(string acr, int expected)
    {
        var token = await ExchangedAsync(await IdPortenTokenAsync(The.Pia, $"&acr={acr}"));

        MaskinportenClientUnderTest.Payload(token).GetProperty("urn:altinn:authlevel").GetInt32().ShouldBe(expected);
    }

    [Fact]
    public async Task Tokens_of_another_kind_or_scope_or_person_are_refused()
    {
        await CallAsync(HttpMethod.Get, Exchange, expected: HttpStatusCode.Unauthorized);
        var maskinporten = await Host.Http.GetStringAsync("/api/GetSystemUserToken", Cancelled);
        await CallAsync(HttpMethod.Get, Exchange, null, HttpStatusCode.Unauthorized, maskinporten);
        var openId = await IdPortenTokenAsync(The.Pia, "&scopes=openid");
        await CallAsync(HttpMethod.Get, Exchange, null, HttpStatusCode.Forbidden, openId);
        var unknown = await IdPortenTokenAsync("01817012345");
        await CallAsync(HttpMethod.Get, Exchange, null, HttpStatusCode.Unauthorized, unknown);
        var expired = await IdPortenTokenAsync(The.Pia);
        Clock.Advance(TimeSpan.FromMinutes(11));
        await CallAsync(HttpMethod.Get, Exchange, null, HttpStatusCode.Unauthorized, expired);
    }

    [Fact]
    public async Task Token_of_id_porten_is_not_taken_for_one_of_maskinporten_or_altinn()
    {
        var token = await IdPortenTokenAsync(The.ClientAdministrator);

        await CallAsync(
            HttpMethod.Get,
            "/authentication/api/v1/exchange/maskinporten",
            null,
            HttpStatusCode.Unauthorized,
            token
        );
        await CallAsync(HttpMethod.Get, $"{Agents}?party={The.Accountant}", null, HttpStatusCode.Unauthorized, token);
    }

    [Fact]
    public async Task Provider_that_there_is_not_is_named_in_the_refusal()
    {
        const string Url = "/authentication/api/v1/exchange/facebook";
        await CallAsync(HttpMethod.Get, Url, expected: HttpStatusCode.Unauthorized);
        using var request = new HttpRequestMessage(HttpMethod.Get, Url);
        request.Headers.Authorization = new("Bearer", await IdPortenTokenAsync(The.Pia));

        using var response = await Host.Http.SendAsync(request, Cancelled);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync(Cancelled)).ShouldStartWith("Invalid token provider: facebook.");
    }

    [Fact]
    public async Task Person_is_played_by_user_id_too()
    {
        var userId = World.Persons.Find(The.Pia)!.UserId;

        var token = await Host.Http.GetStringAsync($"/api/GetPersonalToken?userId={userId}", Cancelled);

        MaskinportenClientUnderTest.Payload(token).GetProperty("pid").GetString().ShouldBe(The.Pia);
        await CallAsync(HttpMethod.Get, "/api/GetPersonalToken?userId=1", expected: HttpStatusCode.NotFound);
        await CallAsync(HttpMethod.Get, "/api/GetIdPortenToken?pid=1", expected: HttpStatusCode.BadRequest);
    }

    private Task<string> IdPortenTokenAsync(string pid, string query = "") =>
        Host.Http.GetStringAsync($"/api/GetIdPortenToken?pid={pid}{query}", Cancelled);

    private async Task<string> ExchangedAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Exchange);
        request.Headers.Authorization = new("Bearer", token);
        using var response = await Host.Http.SendAsync(request, Cancelled);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await response.Content.ReadAsStringAsync(Cancelled);
    }
}
