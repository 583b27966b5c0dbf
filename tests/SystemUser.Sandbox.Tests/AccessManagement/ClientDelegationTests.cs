using System.Net;
using System.Text.Json;
using SystemUser.Sandbox.Tests.World;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Tests.AccessManagement;

public sealed class ClientDelegationTests : WorldTest
{
    private const string Url = "/authentication/api/v1/enduser/systemuser";

    [Fact]
    public async Task Agents_and_clients_are_listed_when_the_client_administrator_asks()
    {
        var token = await PersonTokenAsync(The.ClientAdministrator);
        var (_, agents) = await SendAsync(HttpMethod.Get, $"{Url}/agents?party={The.Accountant}", token);
        agents.EnumerateArray().Single().GetProperty("id").GetString().ShouldBe($"{The.Agent}");

        var (_, page) = await SendAsync(HttpMethod.Get, $"{Url}/clients/available?agent={The.Agent}", token);
        page.GetProperty("links").EnumerateObject().ShouldBeEmpty();
        page.GetProperty("systemUserInformation")
            .GetProperty("systemUserOwnerOrg")
            .GetString()
            .ShouldBe(The.Accountant);
        page.GetProperty("data").GetArrayLength().ShouldBe(12);

        (_, page) = await SendAsync(HttpMethod.Get, $"{Url}/clients?agent={The.Agent}", token);
        var clients = page.GetProperty("data").EnumerateArray().ToList();
        clients.Count.ShouldBe(6);
        var client = clients.Single(row => row.GetProperty("clientOrganizationNumber").GetString() == The.Client);
        client.GetProperty("clientId").GetString().ShouldBe("fd4ade4c-4463-485c-a764-172d4bde3b33");
        client.GetProperty("clientOrganizationName").GetString().ShouldBe("SPRUDLENDE RASK ELG AS");
    }

    [Fact]
    public async Task Agent_may_act_for_a_client_only_while_it_is_delegated()
    {
        Decision(await AskAsync(The.Agent, The.UndelegatedClient)).ShouldBe("NotApplicable");
        (await LastDecisionAsync())
            .GetProperty("why")
            .GetString()!
            .ShouldContain("is a client of TILBAKEHOLDEN USYMMETRISK TIGER AS (314250052), but has not been delegated");

        var (status, change) = await ChangeAsync(HttpMethod.Post, The.UndelegatedClient);
        status.ShouldBe(HttpStatusCode.OK);
        change.GetProperty("agent").GetGuid().ShouldBe(The.Agent);
        change.GetProperty("client").GetGuid().ShouldBe(Uuid(The.UndelegatedClient));
        Decision(await AskAsync(The.Agent, The.UndelegatedClient)).ShouldBe("Permit");

        // Twice is no fault.
        (await ChangeAsync(HttpMethod.Post, The.UndelegatedClient)).Status.ShouldBe(HttpStatusCode.OK);

        (await ChangeAsync(HttpMethod.Delete, The.UndelegatedClient)).Status.ShouldBe(HttpStatusCode.OK);
        Decision(await AskAsync(The.Agent, The.UndelegatedClient)).ShouldBe("NotApplicable");
        var (gone, problem) = await ChangeAsync(HttpMethod.Delete, The.UndelegatedClient);
        (gone, problem.GetProperty("code").GetString()).ShouldBe((HttpStatusCode.BadRequest, "AUTH-00038"));
    }

    [Fact]
    public async Task Delegation_is_refused_when_the_client_is_someone_elses()
    {
        var (status, problem) = await ChangeAsync(HttpMethod.Post, The.Stranger);
        (status, problem.GetProperty("code").GetString()).ShouldBe((HttpStatusCode.BadRequest, "AUTH-00079"));
    }

    [Fact]
    public async Task Delegation_is_refused_when_the_client_lacks_a_package_of_the_agent()
    {
        Change(draft =>
            draft.Put(
                World.SystemUsers.Find(The.Agent)! with
                {
                    AccessPackages = [The.AgentPackage, "urn:altinn:accesspackage:ansvarlig-revisor"],
                }
            )
        );
        var (status, problem) = await ChangeAsync(HttpMethod.Post, The.UndelegatedClient);
        (status, problem.GetProperty("code").GetString()).ShouldBe((HttpStatusCode.BadRequest, "AUTH-00080"));

        Change(draft =>
            draft.Put(
                new ClientRelation
                {
                    Facilitator = The.Accountant,
                    Client = The.UndelegatedClient,
                    Kind = ClientRelationKind.Auditor,
                }
            )
        );
        var token = await PersonTokenAsync(The.ClientAdministrator);
        var (_, page) = await SendAsync(HttpMethod.Get, $"{Url}/clients/available?agent={The.Agent}", token);
        page.GetProperty("data")
            .EnumerateArray()
            .Select(row => row.GetProperty("clientOrganizationNumber").GetString())
            .ShouldBe([The.UndelegatedClient]);
        (await ChangeAsync(HttpMethod.Post, The.UndelegatedClient)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("DTSO", true)]
    [InlineData("INNH", true)]
    [InlineData("LEDE", true)]
    [InlineData("BEST", true)]
    [InlineData("BOBE", true)]
    [InlineData("KOMP", true)]
    [InlineData("REPR", true)]
    [InlineData("DTPR", true)]
    [InlineData("MEDL", false)]
    [InlineData("NEST", false)]
    [InlineData("KONT", false)]
    public async Task Person_administers_clients_when_holding_one_of_the_eight_roles(string role, bool expected)
    {
        Change(draft =>
            draft.Put(
                new RoleAssignment
                {
                    Person = The.Pia,
                    Organization = The.Accountant,
                    Role = role,
                }
            )
        );
        var (status, _) = await SendAsync(
            HttpMethod.Get,
            $"{Url}/clients?agent={The.Agent}",
            await PersonTokenAsync(The.Pia)
        );
        status.ShouldBe(expected ? HttpStatusCode.OK : HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Nobody_administers_clients_when_the_organization_is_not_an_accountant_or_auditor()
    {
        Change(draft => draft.Put(World.Organizations.Find(The.Accountant)! with { IsFacilitator = false }));
        (await ChangeAsync(HttpMethod.Post, The.UndelegatedClient)).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("GET", "clients", "AUTH.VLD-00014", "?agent")]
    [InlineData("GET", "clients?agent=rubbish", "AUTH.VLD-00014", "?agent")]
    [InlineData("GET", "clients?agent=47caea5b-a80b-4343-b1d3-31eb523a4e28", "AUTH.VLD-00014", "?agent")]
    [InlineData("GET", "clients/available?agent=33a0911a-5459-456f-bc57-3d37ef9a016c", "AUTH.VLD-00015", "?agent")]
    [InlineData("POST", "clients?agent=7a1d5e0c-3f52-4c2b-9a64-0d8f1b6e2c31", "AUTH.VLD-00016", "?client")]
    [InlineData("DELETE", "clients?agent=7a1d5e0c-3f52-4c2b-9a64-0d8f1b6e2c31&client=x", "AUTH.VLD-00016", "?client")]
    public async Task Parameter_is_named_when_it_is_missing_or_wrong(
        string method,
        string query,
        string code,
        string path
    )
    {
        var token = await PersonTokenAsync(The.ClientAdministrator);
        var (status, problem) = await SendAsync(new HttpMethod(method), $"{Url}/{query}", token);
        status.ShouldBe(HttpStatusCode.BadRequest);
        problem.GetProperty("code").GetString().ShouldBe("STD-00000");
        var fault = problem.GetProperty("validationErrors").EnumerateArray().Single();
        fault.GetProperty("code").GetString().ShouldBe(code);
        fault.GetProperty("paths")[0].GetString().ShouldBe(path);
    }

    [Fact]
    public async Task Clients_are_hidden_and_unchanged_when_the_caller_is_not_their_administrator()
    {
        var before = World;
        var leader = await PersonTokenAsync(The.DailyLeader);
        var query = $"clients?agent={The.Agent}&client={Uuid(The.UndelegatedClient)}";
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post, HttpMethod.Delete })
        {
            (await SendAsync(method, $"{Url}/{query}", leader)).Status.ShouldBe(HttpStatusCode.Forbidden);
            (await SendAsync(method, $"{Url}/{query}")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        }

        var reader = await Host.Http.GetStringAsync(
            $"/api/GetPersonalToken?pid={The.ClientAdministrator}&scopes=altinn:clientdelegations.read",
            Cancelled
        );
        (await SendAsync(HttpMethod.Get, $"{Url}/{query}", reader)).Status.ShouldBe(HttpStatusCode.OK);
        (await SendAsync(HttpMethod.Post, $"{Url}/{query}", reader)).Status.ShouldBe(HttpStatusCode.Forbidden);
        World.ShouldBeSameAs(before);
    }

    private Guid Uuid(string number) => World.Organizations.Find(number)!.PartyUuid;

    private async Task<(HttpStatusCode Status, JsonElement Body)> ChangeAsync(HttpMethod method, string client) =>
        await SendAsync(
            method,
            $"{Url}/clients?agent={The.Agent}&client={Uuid(client)}",
            await PersonTokenAsync(The.ClientAdministrator)
        );
}
