using System.Net;
using System.Text.Json;
using SystemUser.Sandbox.Tests.World;

namespace SystemUser.Sandbox.Tests.Maskinporten;

/// <summary>The test token generator knows the world's system users.</summary>
public sealed class TestTokenDefaultTests : MaskinportenTest
{
    private const string Path = "/api/GetSystemUserToken?scopes=skatteetaten:kravogbetalinger";

    [Theory]
    [InlineData("", The.Customer, The.System)]
    [InlineData("&orgNo=310904473", The.Customer, The.System)]
    [InlineData("&orgNo=314250052", The.Accountant, The.AgentSystem)]
    [InlineData("&systemUserId=7a1d5e0c-3f52-4c2b-9a64-0d8f1b6e2c31", The.Accountant, The.AgentSystem)]
    public async Task Test_token_is_filled_in_from_the_world_when_parameters_are_left_out(
        string query,
        string owner,
        string systemId
    )
    {
        var claims = await ClaimsAsync(query);

        var detail = claims.GetProperty("authorization_details")[0];
        detail.GetProperty("systemuser_org").GetProperty("ID").GetString().ShouldBe($"0192:{owner}");
        detail.GetProperty("system_id").GetString().ShouldBe(systemId);
        claims.GetProperty("consumer").GetProperty("ID").GetString().ShouldBe("0192:991825827");
        World.Systems.Find(systemId)!.ClientIds.ShouldBe([claims.GetProperty("client_id").GetString()!]);
    }

    [Fact]
    public async Task Test_token_is_made_when_the_system_user_is_unknown()
    {
        var claims = await ClaimsAsync("&systemUserId=11111111-2222-3333-4444-555555555555&orgNo=313750531");

        var detail = claims.GetProperty("authorization_details")[0];
        detail.GetProperty("systemuser_id")[0].GetString().ShouldBe("11111111-2222-3333-4444-555555555555");
        detail.GetProperty("systemuser_org").GetProperty("ID").GetString().ShouldBe("0192:313750531");
        detail.TryGetProperty("system_id", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("&systemUserId=")]
    [InlineData("&systemUserId=x")]
    [InlineData("&orgNo=313750531")]
    public async Task Test_token_is_refused_when_no_system_user_is_named_or_known(string query)
    {
        using var response = await Host.Http.GetAsync(Path + query, Cancelled);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private async Task<JsonElement> ClaimsAsync(string query) =>
        MaskinportenClientUnderTest.Payload(await Host.Http.GetStringAsync(Path + query, Cancelled));
}
