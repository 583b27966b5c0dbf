using System.Net;
using System.Text.Json;
using SystemUser.Sandbox.Tests.World;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Tests.AccessManagement;

public sealed class AuthorizedPartiesTests : WorldTest
{
    private const string Url = "/accessmanagement/api/v1/resourceowner/authorizedparties";
    private const string Scope = "altinn:accessmanagement/authorizedparties.resourceowner";

    [Fact]
    public async Task Owner_and_its_sub_units_are_listed_when_the_system_user_is_standard()
    {
        var party = (await ListAsync(The.SystemUser)).Single();

        party.GetProperty("organizationNumber").GetString().ShouldBe(The.Customer);
        party.GetProperty("type").GetString().ShouldBe("Organization");
        party.GetProperty("unitType").GetString().ShouldBe("AS");
        Texts(party, "authorizedResources").ShouldBe([The.Resource]);
        Texts(party, "authorizedAccessPackages").ShouldBeEmpty();
        party.GetProperty("parentId").ValueKind.ShouldBe(JsonValueKind.Null);
        var unit = party.GetProperty("subunits").EnumerateArray().Single();
        unit.GetProperty("organizationNumber").GetString().ShouldBe(The.CustomersUnit);
        unit.GetProperty("parentId").GetGuid().ShouldBe(party.GetProperty("partyUuid").GetGuid());
        Texts(unit, "authorizedResources").ShouldBe([The.Resource]);
    }

    [Fact]
    public async Task Clients_are_listed_when_the_system_user_is_an_agent()
    {
        var parties = await ListAsync(The.Agent, "includeAccessPackages=true");
        Numbers(parties).ShouldBe(["310329495", "311445707", "311688421", "312714051", "313108465"]);
        Texts(parties[0], "authorizedAccessPackages").ShouldBe(["regnskapsforer-med-signeringsrettighet"]);
        Numbers(parties[2].GetProperty("subunits").EnumerateArray()).ShouldBe(["312844699"]);
    }

    [Fact]
    public async Task Sub_unit_is_listed_under_its_main_unit_when_only_it_is_delegated()
    {
        Change(draft => draft.Remove<ClientDelegation>(ClientDelegation.KeyOf(The.Agent, "311688421")));
        var main = (await ListAsync(The.Agent)).Single(party =>
            party.GetProperty("organizationNumber").GetString() == "311688421"
        );
        main.GetProperty("onlyHierarchyElementWithNoAccess").GetBoolean().ShouldBeTrue();
        Numbers(main.GetProperty("subunits").EnumerateArray()).ShouldBe(["312844699"]);
    }

    [Theory]
    [InlineData("anyOfResourceIds=ske-krav-og-betalinger", 5)]
    [InlineData("anyOfResourceIds=nothing&anyOfResourceIds=ske-innrapportering-boligselskap", 5)]
    [InlineData("anyOfResourceIds=nothing", 0)]
    [InlineData("orgCode=SKD", 5)]
    [InlineData("includeSubParties=false&includeInactiveParties=AUTO", 5)]
    public async Task Only_matching_parties_and_fields_are_listed_when_filters_are_given(string query, int expected) =>
        (await ListAsync(The.Agent, query)).Count.ShouldBe(expected);

    [Fact]
    public async Task Only_the_parties_asked_for_are_listed_when_a_party_filter_is_given()
    {
        var (_, list) = await PostAsync(
            $$"""
            {"type":"urn:altinn:systemuser:uuid","value":"{{The.Agent}}","partyFilter":[
              {"type":"urn:altinn:organization:identifier-no","value":"312714051"},
              {"type":"urn:altinn:party:uuid","value":"C22BB8E6-F08D-48EA-BD62-423C51662458"},
              {"type":"urn:altinn:organization:identifier-no","value":"999999999"}]}
            """
        );
        Numbers(list.EnumerateArray()).ShouldBe(["310329495", "312714051"]);
    }

    [Fact]
    public async Task No_parties_are_listed_when_the_system_user_is_unknown() =>
        (await ListAsync(Guid.NewGuid())).ShouldBeEmpty();

    [Fact]
    public async Task Organizations_with_a_role_are_listed_when_the_subject_is_a_person()
    {
        var (_, list) = await PostAsync($$"""{"type":"urn:altinn:person:identifier-no","value":"{{The.Pia}}"}""");
        var party = list.EnumerateArray().Single();
        party.GetProperty("name").GetString().ShouldBe("RØR OG VANN AS");
        Texts(party, "authorizedRoles").ShouldBe(["DAGL", "LEDE"], ignoreOrder: true);
    }

    [Fact]
    public async Task Parties_are_listed_when_the_alias_path_is_called()
    {
        var token = await OrganizationTokenAsync(The.Provider, Scope);
        var (status, list) = await SendAsync(
            HttpMethod.Post,
            "/accessmanagement/api/v1/serviceowner/authorizedparties",
            token,
            Body(The.SystemUser)
        );
        (status, list.GetArrayLength()).ShouldBe((HttpStatusCode.OK, 1));
    }

    [Theory]
    [InlineData("{}", "")]
    [InlineData("""{"type":"urn:altinn:unknown","value":"x"}""", "")]
    [InlineData("""{"type":"urn:altinn:systemuser:uuid","value":"x"}""", "")]
    [InlineData(
        """{"type":"urn:altinn:systemuser:uuid","value":"33a0911a-5459-456f-bc57-3d37ef9a016c"}""",
        "?includeRoles=maybe"
    )]
    [InlineData(
        """{"type":"urn:altinn:systemuser:uuid","value":"33a0911a-5459-456f-bc57-3d37ef9a016c"}""",
        "?orgCode=ttd"
    )]
    [InlineData(
        """{"type":"urn:altinn:systemuser:uuid","value":"33a0911a-5459-456f-bc57-3d37ef9a016c","partyFilter":[null]}""",
        ""
    )]
    [InlineData(
        """{"type":"urn:altinn:systemuser:uuid","value":"33a0911a-5459-456f-bc57-3d37ef9a016c","partyFilter":[{"type":"x"}]}""",
        ""
    )]
    [InlineData("""{"type":5}""", "")]
    [InlineData("[]", "")]
    [InlineData("", "")]
    public async Task Problem_is_returned_when_the_question_cannot_be_answered(string body, string query)
    {
        var token = await OrganizationTokenAsync(The.Provider, Scope);
        var (status, problem) = await SendAsync(HttpMethod.Post, Url + query, token, body);
        status.ShouldBe(HttpStatusCode.BadRequest);
        problem.GetProperty("status").GetInt32().ShouldBe(400);
    }

    [Fact]
    public async Task Call_is_refused_when_the_scope_or_subscription_key_is_missing()
    {
        var wrong = await OrganizationTokenAsync(The.Provider, "altinn:authorization/authorize");
        (await SendAsync(HttpMethod.Post, Url, wrong, Body(The.Agent))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await SendAsync(HttpMethod.Post, Url, null, Body(The.Agent))).Status.ShouldBe(HttpStatusCode.Unauthorized);

        using var request = new HttpRequestMessage(HttpMethod.Post, Url);
        request.Headers.Authorization = new("Bearer", await OrganizationTokenAsync(The.Provider, Scope));
        using var response = await Host.Http.SendAsync(request, Cancelled);
        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static string Body(Guid systemUser) =>
        $$"""{"type":"urn:altinn:systemuser:uuid","value":"{{systemUser}}"}""";

    private async Task<List<JsonElement>> ListAsync(Guid systemUser, string query = "")
    {
        var (status, list) = await PostAsync(Body(systemUser), query);
        status.ShouldBe(HttpStatusCode.OK);
        return [.. list.EnumerateArray()];
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string body, string query = "") =>
        await SendAsync(HttpMethod.Post, $"{Url}?{query}", await OrganizationTokenAsync(The.Provider, Scope), body);

    private static IEnumerable<string?> Numbers(IEnumerable<JsonElement> parties) =>
        parties.Select(party => party.GetProperty("organizationNumber").GetString());

    private static IEnumerable<string?> Texts(JsonElement element, string name) =>
        element.GetProperty(name).EnumerateArray().Select(text => text.GetString());
}
