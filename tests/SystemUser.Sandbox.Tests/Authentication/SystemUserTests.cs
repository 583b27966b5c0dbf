using System.Net;
using System.Text.Json;
using SystemUser.Sandbox.Tests.World;

namespace SystemUser.Sandbox.Tests.Authentication;

public sealed class SystemUserTests : VendorTest
{
    private const string BySystem = Base + "systemuser/vendor/bysystem/";
    private const string ByQuery = Base + "systemuser/vendor/byquery";
    private const string ByExternalId = Base + "systemuser/byExternalId";
    private const string Client = "e3b0a7d4-5c1f-4f6e-9a2d-1b7c4e8f0a55";

    private const string Seeded = """
        {
          "id": "33a0911a-5459-456f-bc57-3d37ef9a016c",
          "integrationTitle": "SmartCloud 1",
          "systemId": "991825827_smartcloud_demo",
          "productName": "991825827_smartcloud_demo",
          "reporteeOrgNo": "310904473",
          "created": "2026-01-05T08:00:00Z",
          "isDeleted": false,
          "supplierName": "SMARTCLOUD AS",
          "supplierOrgno": "991825827",
          "externalRef": "seeded",
          "userType": "standard"
        }
        """;

    [Fact]
    public async Task System_user_is_found_when_the_query_names_it()
    {
        ShouldBeJson(
            await GetAsync($"{ByQuery}?system-id={The.System}&orgno={The.Customer}&external-ref=seeded"),
            Seeded
        );
        var agent = await GetAsync($"{ByQuery}?system-id={The.AgentSystem}&orgno={The.Accountant}&external-ref=seeded");
        agent.GetProperty("userType").GetString().ShouldBe("agent");
    }

    [Theory]
    [InlineData("", 400, "SANDBOX-00006")]
    [InlineData("?system-id=991825827_smartcloud_demo", 400, "SANDBOX-00006")]
    [InlineData("?orgno=310904473", 400, "SANDBOX-00006")]
    [InlineData("?system-id=991825827_smartcloud_demo&orgno=310904473", 404, "SANDBOX-00311")]
    [InlineData("?system-id=991825827_smartcloud_demo&orgno=310904473&external-ref=other", 404, "SANDBOX-00311")]
    [InlineData("?system-id=991825827_none&orgno=310904473&external-ref=seeded", 404, "SANDBOX-00311")]
    public async Task System_user_is_not_found_when_the_query_names_none(string query, int status, string code) =>
        Code(await GetAsync(ByQuery + query, (HttpStatusCode)status)).ShouldBe(code);

    [Fact]
    public async Task System_users_are_listed_in_pages_of_fifty_when_a_system_has_many()
    {
        Change(draft =>
        {
            var user = World.SystemUsers.Find(The.SystemUser)!;
            for (var i = 0; i < 60; i++)
            {
                draft.Put(user with { Id = Guid.NewGuid(), ExternalRef = $"{i}", IsDeleted = i >= 50 });
            }
        });

        var first = await GetAsync(BySystem + The.System);
        first.GetProperty("data").GetArrayLength().ShouldBe(50);
        var second = await GetAsync(first.GetProperty("links").GetProperty("next").GetString()!);
        second.GetProperty("data").GetArrayLength().ShouldBe(1);
        second.GetProperty("links").TryGetProperty("next", out _).ShouldBeFalse();
        first
            .GetProperty("data")
            .EnumerateArray()
            .Concat(second.GetProperty("data").EnumerateArray())
            .Select(user => user.GetProperty("id").GetGuid())
            .ShouldContain(The.SystemUser);
    }

    [Fact]
    public async Task System_users_are_not_found_when_another_vendor_asks()
    {
        var other = await TokenOfAsync(The.Provider);

        Code(await GetAsync(BySystem + The.System, HttpStatusCode.NotFound, other)).ShouldBe("AUTH-00011");
        var query = $"{ByQuery}?system-id={The.System}&orgno={The.Customer}&external-ref=seeded";
        Code(await GetAsync(query, HttpStatusCode.NotFound, other)).ShouldBe("SANDBOX-00311");
    }

    [Fact]
    public async Task System_user_is_found_when_Maskinporten_asks_by_external_id()
    {
        ShouldBeJson(await LookUpAsync(), Seeded);
        await LookUpAsync(HttpStatusCode.NotFound, externalRef: null);
        Change(draft => draft.Put(World.SystemUsers.Find(The.SystemUser)! with { ExternalRef = The.Customer }));
        (await LookUpAsync(externalRef: null)).GetProperty("id").GetGuid().ShouldBe(The.SystemUser);
    }

    [Fact]
    public async Task System_user_is_not_found_by_external_id_when_deleted()
    {
        Change(draft => draft.Put(World.SystemUsers.Find(The.SystemUser)! with { IsDeleted = true }));

        Code(await LookUpAsync(HttpStatusCode.NotFound)).ShouldBe("SANDBOX-00311");
    }

    [Theory]
    [InlineData("clientId")]
    [InlineData("systemProviderOrgNo")]
    [InlineData("systemUserOwnerOrgNo")]
    public async Task Lookup_by_external_id_is_refused_when_a_parameter_is_missing(string left)
    {
        var query = string.Join(
            '&',
            new Dictionary<string, string>
            {
                ["clientId"] = Client,
                ["systemProviderOrgNo"] = The.Vendor,
                ["systemUserOwnerOrgNo"] = The.Customer,
            }
                .Where(parameter => parameter.Key != left)
                .Select(parameter => $"{parameter.Key}={parameter.Value}")
        );
        var token = await MaskinportensTokenAsync();

        Code(await GetAsync($"{ByExternalId}?{query}", HttpStatusCode.BadRequest, token)).ShouldBe("SANDBOX-00006");
    }

    [Fact]
    public async Task Lookup_by_external_id_is_refused_when_the_caller_is_not_Maskinporten() =>
        Code(await GetAsync($"{ByExternalId}?clientId={Client}", HttpStatusCode.Forbidden)).ShouldBe("SANDBOX-00102");

    private async Task<JsonElement> LookUpAsync(
        HttpStatusCode expected = HttpStatusCode.OK,
        string? externalRef = "seeded"
    ) =>
        await GetAsync(
            $"{ByExternalId}?clientId={Client}&systemProviderOrgNo={The.Vendor}&systemUserOwnerOrgNo={The.Customer}"
                + (externalRef is null ? "" : $"&externalRef={externalRef}"),
            expected,
            await MaskinportensTokenAsync()
        );

    private Task<string> MaskinportensTokenAsync() =>
        OrganizationTokenAsync("312013770", "altinn:maskinporten/systemuser.read");
}
