using System.Net;
using System.Text.Json;
using SystemUser.Sandbox.Tests.World;

namespace SystemUser.Sandbox.Tests.AccessManagement;

/// <summary>What a system user asks with its own token, once that is exchanged.</summary>
public sealed class EndUserTests : WorldTest
{
    private const string Parties = "/accessmanagement/api/v1/enduser/authorizedparties";
    private const string Clients = "/accessmanagement/api/v1/enduser/clientdelegations/my/clients";
    private const string ClientsV2 = "/accessmanagement/api/v2/enduser/clientdelegations/my/clients";
    private const string Providers = "/accessmanagement/api/v1/enduser/clientdelegations/my/clientproviders";
    private const string PartiesScope = "altinn:accessmanagement/authorizedparties";
    private const string ClientsScope = "altinn:clientdelegations/myclients.read";

    [Fact]
    public async Task Own_parties_are_listed_bare_unless_more_is_asked_for()
    {
        var token = await SystemUserTokenAsync(The.SystemUser, PartiesScope);

        var (status, page) = await SendAsync(HttpMethod.Get, Parties, token);
        status.ShouldBe(HttpStatusCode.OK);
        page.GetProperty("links").GetProperty("next").ValueKind.ShouldBe(JsonValueKind.Null);
        var party = page.GetProperty("data").EnumerateArray().ShouldHaveSingleItem();
        party.GetProperty("organizationNumber").GetString().ShouldBe(The.Customer);
        party.GetProperty("authorizedResources").GetArrayLength().ShouldBe(0);

        (_, page) = await SendAsync(HttpMethod.Get, $"{Parties}?includeResources=true&includeSubParties=false", token);
        party = page.GetProperty("data").EnumerateArray().ShouldHaveSingleItem();
        party.GetProperty("authorizedResources")[0].GetString().ShouldBe(The.Resource);
        party.GetProperty("subunits").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Own_parties_are_filtered_by_uuid()
    {
        var token = await SystemUserTokenAsync(The.Agent, PartiesScope);

        var (_, page) = await SendAsync(
            HttpMethod.Get,
            $"{Parties}?partyFilter=fd4ade4c-4463-485c-a764-172d4bde3b33&partyFilter={Guid.NewGuid()}",
            token
        );

        page.GetProperty("data")
            .EnumerateArray()
            .ShouldHaveSingleItem()
            .GetProperty("organizationNumber")
            .GetString()
            .ShouldBe(The.Client);
    }

    [Fact]
    public async Task People_list_their_own_parties_too()
    {
        var (status, page) = await SendAsync(
            HttpMethod.Get,
            $"{Parties}?includeRoles=true",
            await PersonTokenAsync(The.DailyLeader)
        );

        status.ShouldBe(HttpStatusCode.OK);
        var party = page.GetProperty("data").EnumerateArray().ShouldHaveSingleItem();
        party.GetProperty("authorizedRoles")[0].GetString().ShouldBe("DAGL");
    }

    [Theory]
    [InlineData("includeRoles=maybe")]
    [InlineData("includeSubParties=1")]
    [InlineData("partyFilter=310904473")]
    public async Task Own_parties_are_not_listed_by_a_query_that_cannot_be_read(string query)
    {
        var token = await SystemUserTokenAsync(The.SystemUser, PartiesScope);

        var (status, problem) = await SendAsync(HttpMethod.Get, $"{Parties}?{query}", token);

        status.ShouldBe(HttpStatusCode.BadRequest);
        problem.GetProperty("errors").EnumerateObject().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Agent_lists_its_clients_with_what_each_gives_it()
    {
        var token = await SystemUserTokenAsync(The.Agent, ClientsScope);

        var (status, page) = await SendAsync(HttpMethod.Get, Clients, token);

        status.ShouldBe(HttpStatusCode.OK);
        var mine = page.GetProperty("data").EnumerateArray().ShouldHaveSingleItem();
        mine.GetProperty("provider").GetProperty("organizationIdentifier").GetString().ShouldBe(The.Accountant);
        mine.GetProperty("clients").GetArrayLength().ShouldBe(6);
        var client = mine.GetProperty("clients")
            .EnumerateArray()
            .Single(one =>
                one.GetProperty("client").GetProperty("organizationIdentifier").GetString() == The.SoleProprietor
            );
        client.GetProperty("client").GetProperty("type").GetString().ShouldBe("Organisasjon");
        client.GetProperty("client").GetProperty("variant").GetString().ShouldBe("ENK");
        var access = client.GetProperty("access").EnumerateArray().ShouldHaveSingleItem();
        access.GetProperty("role").GetProperty("code").GetString().ShouldBe("regnskapsforer");
        access.GetProperty("packages")[0].GetProperty("urn").GetString().ShouldBe(The.AgentPackage);
        access.TryGetProperty("resources", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Second_version_lists_the_resources_of_each_client_too()
    {
        var token = await SystemUserTokenAsync(The.Agent, ClientsScope);

        var (_, page) = await SendAsync(HttpMethod.Get, ClientsV2, token);

        var client = page.GetProperty("data")[0].GetProperty("clients")[0];
        client.GetProperty("access")[0].GetProperty("resources").GetArrayLength().ShouldBe(0);
        (_, page) = await SendAsync(HttpMethod.Get, ClientsV2.Replace("my/clients", "my/clientproviders"), token);
        page.GetProperty("data")[0].GetProperty("providerAddedAt").ValueKind.ShouldBe(JsonValueKind.String);
    }

    [Fact]
    public async Task Only_the_clients_of_the_providers_asked_for_are_listed()
    {
        var token = await SystemUserTokenAsync(The.Agent, ClientsScope);
        var provider = World.Organizations.Find(The.Accountant)!.PartyUuid;

        (await CountAsync($"{Clients}?provider={provider}", token)).ShouldBe(1);
        (await CountAsync($"{Clients}?provider={Guid.NewGuid()}", token)).ShouldBe(0);
        (await CountAsync(Providers, token)).ShouldBe(1);
        (await SendAsync(HttpMethod.Get, $"{Clients}?provider=x", token)).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Standard_system_user_is_nobodys_agent()
    {
        var token = await SystemUserTokenAsync(The.SystemUser, ClientsScope);

        (await CountAsync(Clients, token)).ShouldBe(0);
        (await CountAsync(Providers, token)).ShouldBe(0);
    }

    [Theory]
    [InlineData(Parties, PartiesScope)]
    [InlineData(Clients, ClientsScope)]
    [InlineData(ClientsV2, ClientsScope)]
    [InlineData(Providers, ClientsScope)]
    public async Task Tokens_of_another_kind_or_without_the_scope_are_refused(string url, string scope)
    {
        (await SendAsync(HttpMethod.Get, url)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        var raw = await Host.Http.GetStringAsync(
            $"/api/GetSystemUserToken?systemUserId={The.Agent}&scopes={scope}",
            Cancelled
        );
        (await SendAsync(HttpMethod.Get, url, raw)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        var organization = await OrganizationTokenAsync(The.Vendor, scope);
        (await SendAsync(HttpMethod.Get, url, organization)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        var scopeless = await SystemUserTokenAsync(The.Agent, "altinn:none");
        (await SendAsync(HttpMethod.Get, url, scopeless)).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    private async Task<int> CountAsync(string url, string token)
    {
        var (status, page) = await SendAsync(HttpMethod.Get, url, token);
        status.ShouldBe(HttpStatusCode.OK);
        return page.GetProperty("data").GetArrayLength();
    }

    private async Task<string> SystemUserTokenAsync(Guid id, string scope)
    {
        var raw = await Host.Http.GetStringAsync(
            $"/api/GetSystemUserToken?systemUserId={id}&scopes={scope}",
            Cancelled
        );
        using var request = new HttpRequestMessage(HttpMethod.Get, "/authentication/api/v1/exchange/maskinporten");
        request.Headers.Authorization = new("Bearer", raw);
        using var response = await Host.Http.SendAsync(request, Cancelled);
        return await response.Content.ReadAsStringAsync(Cancelled);
    }
}
