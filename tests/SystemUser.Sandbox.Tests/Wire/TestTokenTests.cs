using System.Net;
using System.Text.Json;

namespace SystemUser.Sandbox.Tests.Wire;

public sealed class TestTokenTests : WireTest
{
    private const string SystemUserId = "33a0911a-5459-456f-bc57-3d37ef9a016c";

    [Fact]
    public async Task Owner_is_the_orgNo_when_no_systemUserOrg_is_given()
    {
        using var response = await GetAsync(
            $"scopes=skatteetaten:kravogbetalinger&systemUserId={SystemUserId}&orgNo=310904473"
        );

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/plain");
        var claims = await ClaimsAsync(response);
        var detail = claims.GetProperty("authorization_details")[0];
        detail.GetProperty("systemuser_id")[0].GetString().ShouldBe(SystemUserId);
        detail.GetProperty("systemuser_org").GetProperty("ID").GetString().ShouldBe("0192:310904473");
        claims.GetProperty("scope").GetString().ShouldBe("skatteetaten:kravogbetalinger");
        claims.GetProperty("consumer").GetProperty("ID").GetString().ShouldBe("0192:991825827");
        claims.GetProperty("exp").GetInt64().ShouldBe(Clock.GetUtcNow().ToUnixTimeSeconds() + 1800);
        claims.GetProperty("iss").GetString().ShouldBe(Sandbox.Issuer);
    }

    [Fact]
    public async Task Test_token_follows_all_of_Altinns_query_names()
    {
        using var response = await GetAsync(
            $"env=tt02&scopes=a:b,c:d&systemUserId={SystemUserId}&orgNo=314330897&systemUserOrg=314250052"
                + "&supplierOrgNo=974761076&clientId=my-client&ttl=60&systemId=314330897_system"
        );

        var claims = await ClaimsAsync(response);
        var detail = claims.GetProperty("authorization_details")[0];
        detail.GetProperty("systemuser_org").GetProperty("ID").GetString().ShouldBe("0192:314250052");
        detail.GetProperty("system_id").GetString().ShouldBe("314330897_system");
        claims.GetProperty("consumer").GetProperty("ID").GetString().ShouldBe("0192:314330897");
        claims.GetProperty("supplier").GetProperty("ID").GetString().ShouldBe("0192:974761076");
        claims.GetProperty("scope").GetString().ShouldBe("a:b c:d");
        claims.GetProperty("client_id").GetString().ShouldBe("my-client");
        claims.GetProperty("exp").GetInt64().ShouldBe(Clock.GetUtcNow().ToUnixTimeSeconds() + 60);
    }

    [Theory]
    [InlineData("", "systemUserId must be the uuid of a system user.")]
    [InlineData("systemUserId=x", "systemUserId must be the uuid of a system user.")]
    [InlineData($"systemUserId={SystemUserId}&orgNo=31090447", "orgNo must be an organization number of nine digits.")]
    [InlineData($"systemUserId={SystemUserId}&orgNo=", "orgNo must be an organization number of nine digits.")]
    [InlineData(
        $"systemUserId={SystemUserId}&orgNo=310904473&orgNo=310904473",
        "orgNo must be an organization number of nine digits."
    )]
    [InlineData($"systemUserId={SystemUserId}&ttl=0", "ttl must be a number of seconds from 1 to 86400.")]
    [InlineData($"systemUserId={SystemUserId}&ttl=1h", "ttl must be a number of seconds from 1 to 86400.")]
    public async Task All_faults_are_listed_when_the_query_is_wrong(string query, string error)
    {
        using var response = await GetAsync(query);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await TestCaller.ReadAsync(response)).EnumerateArray().Select(item => item.GetString()).ShouldBe([error]);
    }

    private Task<HttpResponseMessage> GetAsync(string query) =>
        Provider.Http.GetAsync($"/api/GetSystemUserToken?{query}", Cancelled);

    private static async Task<JsonElement> ClaimsAsync(HttpResponseMessage response) =>
        TestCaller.Payload(await response.Content.ReadAsStringAsync(Cancelled));
}
