using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using SystemUser.Sandbox.Tests.World;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Tests.AccessManagement;

/// <summary>What agents are given beyond what the register gives their owner, in both versions of client delegation.</summary>
public sealed class AgentTests : WorldTest
{
    private const string First = "/accessmanagement/api/v1/enduser/clientdelegations";
    private const string Second = "/accessmanagement/api/v2/enduser/clientdelegations";
    private const string Systems = "/authentication/api/v1/enduser/systemuser";
    private const string Claims = "urn:altinn:accesspackage:kravogutlegg";
    private const string Payroll = "urn:altinn:accesspackage:regnskapsforer-lonn";
    private const string Unsigned = "urn:altinn:accesspackage:regnskapsforer-uten-signeringsrettighet";
    private const string Giver = The.Stranger;

    private string Party => $"party={Uuid(The.Accountant)}";

    private string GiverAndAgent => $"{Party}&client={Uuid(Giver)}&agent={The.Agent}";

    [Fact]
    public async Task Client_that_gave_something_itself_is_a_client_as_long_as_it_gives_it()
    {
        Change(draft => draft.Put(World.SystemUsers.Find(The.Agent)! with { AccessPackages = [Claims] }));
        await GiveAsync(Claims);
        var (_, available) = await CallAsync(HttpMethod.Get, $"{Systems}/clients/available?agent={The.Agent}");
        available
            .GetProperty("data")
            .EnumerateArray()
            .ShouldHaveSingleItem()
            .GetProperty("clientOrganizationNumber")
            .GetString()
            .ShouldBe(Giver);

        (await CallAsync(HttpMethod.Post, $"{Systems}/clients?agent={The.Agent}&client={Uuid(Giver)}")).Status.ShouldBe(
            HttpStatusCode.OK
        );
        Decision(await AskAsync(The.Agent, Giver)).ShouldBe("Permit");

        await CallAsync(HttpMethod.Delete, $"/sandbox/rightholdings/{The.Accountant}/{Giver}");
        Decision(await AskAsync(The.Agent, Giver)).ShouldBe("NotApplicable");
    }

    [Theory]
    [InlineData(First, "from", "to")]
    [InlineData(Second, "client", "agent")]
    public async Task Package_is_given_by_its_role_and_taken_back(string url, string client, string agent)
    {
        await GiveAsync(Claims);
        var query = $"{Party}&{client}={Uuid(Giver)}&{agent}={The.Agent}";

        var given = await ChangeAsync(HttpMethod.Post, $"{url}/agents/accesspackages?{query}", "packages", Claims);
        given.GetProperty("changed").GetBoolean().ShouldBeTrue();
        given.GetProperty("viaId").GetGuid().ShouldBe(Uuid(The.Accountant));
        given.GetProperty("toId").GetGuid().ShouldBe(The.Agent);
        Decision(await AskAsync(The.Agent, Giver)).ShouldBe("Permit");
        given = await ChangeAsync(HttpMethod.Post, $"{url}/agents/accesspackages?{query}", "packages", Claims);
        given.GetProperty("changed").GetBoolean().ShouldBeFalse();

        var (_, page) = await CallAsync(HttpMethod.Get, $"{url}/clients/accesspackages?{Party}&{client}={Uuid(Giver)}");
        var row = page.GetProperty("data").EnumerateArray().ShouldHaveSingleItem();
        row.GetProperty("agent").GetProperty("variant").GetString().ShouldBe("AgentSystem");
        row.GetProperty("access")[0].GetProperty("role").GetProperty("code").GetString().ShouldBe("rettighetshaver");

        await ChangeAsync(
            url == First ? HttpMethod.Delete : HttpMethod.Post,
            $"{url}/agents/accesspackages{(url == First ? "" : "/delete")}?{query}",
            "packages",
            Claims
        );
        Decision(await AskAsync(The.Agent, Giver)).ShouldBe("NotApplicable");
        World.Delegations.Find(ClientDelegation.KeyOf(The.Agent, Giver)).ShouldBeNull();
    }

    [Fact]
    public async Task Client_that_is_given_whole_brings_what_the_agent_did_not_have_of_it()
    {
        var key = ClientDelegation.KeyOf(The.Agent, The.Client);
        Change(draft => draft.Put(World.Delegations.Find(key)! with { AccessPackages = [], Rights = [The.Resource] }));

        await CallAsync(HttpMethod.Post, $"{Systems}/clients?agent={The.Agent}&client={Uuid(The.Client)}");

        World.Delegations.Find(key)!.AccessPackages.ShouldBe([The.AgentPackage]);
        World.Delegations.Find(key)!.Rights.ShouldBe([The.Resource]);
    }

    [Fact]
    public async Task Clients_packages_change_only_by_those_of_the_notice_when_it_is_approved()
    {
        Change(draft =>
        {
            draft.Put(World.SystemUsers.Find(The.Agent)! with { AccessPackages = [The.AgentPackage, Payroll] });
            foreach (var delegation in World.Delegations.All)
            {
                draft.Put(delegation with { AccessPackages = [The.AgentPackage, Payroll] });
            }
        });
        await GiveAsync(Claims);
        await ChangeAsync(HttpMethod.Post, $"{Second}/agents/accesspackages?{GiverAndAgent}", "packages", Claims);
        await CallAsync(
            HttpMethod.Post,
            $"{Second}/agents/accesspackages/delete?{Party}&client={Uuid(The.Client)}&agent={The.Agent}",
            Batch("packages", Payroll, "regnskapsforer")
        );

        await ApproveNoticeAsync(added: Unsigned);
        (await PackagesAsync(The.Client)).ShouldBe([The.AgentPackage, Unsigned], ignoreOrder: true);
        (await PackagesAsync(The.SoleProprietor)).ShouldBe([The.AgentPackage, Payroll, Unsigned], ignoreOrder: true);
        (await PackagesAsync(Giver)).ShouldBe([Claims]);

        await ApproveNoticeAsync(removed: The.AgentPackage);
        (await PackagesAsync(The.Client)).ShouldBe([Unsigned]);
        (await PackagesAsync(The.SoleProprietor)).ShouldBe([Payroll, Unsigned], ignoreOrder: true);
        (await PackagesAsync(Giver)).ShouldBe([Claims]);
    }

    [Fact]
    public async Task Client_is_none_of_the_agents_when_the_notice_takes_its_last_package()
    {
        Change(draft =>
            draft.Put(World.SystemUsers.Find(The.Agent)! with { AccessPackages = [The.AgentPackage, Payroll] })
        );

        await ApproveNoticeAsync(removed: The.AgentPackage);

        World.SystemUsers.Find(The.Agent)!.AccessPackages.ShouldBe([Payroll]);
        World.Delegations.Find(ClientDelegation.KeyOf(The.Agent, The.Client)).ShouldBeNull();
    }

    [Fact]
    public async Task Single_resource_is_given_on_and_taken_back()
    {
        await GiveAsync(package: null, The.Resource);

        await ChangeAsync(HttpMethod.Post, $"{Second}/agents/resources?{GiverAndAgent}", "resources", The.Resource);

        Decision(await AskAsync(The.Agent, Giver)).ShouldBe("Permit");
        foreach (
            var (path, name) in new[]
            {
                ($"agents/resources?{Party}&agent={The.Agent}", "client"),
                ($"clients/resources?{Party}&client={Uuid(Giver)}", "agent"),
                ($"clients?{Party}&resources={The.Resource}", "client"),
            }
        )
        {
            var (_, page) = await CallAsync(HttpMethod.Get, $"{Second}/{path}");
            var row = page.GetProperty("data").EnumerateArray().ShouldHaveSingleItem(path);
            row.GetProperty(name).ValueKind.ShouldBe(JsonValueKind.Object);
            row.GetProperty("access")[0]
                .GetProperty("resources")[0]
                .GetProperty("refId")
                .GetString()
                .ShouldBe(The.Resource);
        }

        await ChangeAsync(
            HttpMethod.Post,
            $"{Second}/agents/resources/delete?{GiverAndAgent}",
            "resources",
            The.Resource
        );
        Decision(await AskAsync(The.Agent, Giver)).ShouldBe("NotApplicable");
    }

    [Fact]
    public async Task Client_is_taken_away_whole_only_if_that_is_meant()
    {
        var query = $"{Party}&client={Uuid(The.Client)}&agent={The.Agent}";

        var (status, problem) = await CallAsync(HttpMethod.Delete, $"{Second}/agents/clients?{query}");
        (status, Fault(problem)).ShouldBe((HttpStatusCode.BadRequest, "AM.VLD-00031 $QUERY/cascade"));
        Decision(await AskAsync(The.Agent, The.Client)).ShouldBe("Permit");

        (status, _) = await CallAsync(HttpMethod.Delete, $"{Second}/agents/clients?{query}&cascade=true");
        status.ShouldBe(HttpStatusCode.NoContent);
        Decision(await AskAsync(The.Agent, The.Client)).ShouldBe("NotApplicable");
        (status, _) = await CallAsync(HttpMethod.Delete, $"{Second}/agents/clients?{query}");
        status.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Clients_and_agents_are_listed_with_what_they_give_and_have()
    {
        var (_, page) = await CallAsync(HttpMethod.Get, $"{First}/clients?{Party}");
        page.GetProperty("data").GetArrayLength().ShouldBe(12);
        (_, page) = await CallAsync(
            HttpMethod.Get,
            $"{First}/clients?{Party}&roles=regnskapsforer&packages=regnskapsforer-lonn"
        );
        page.GetProperty("data")[0].GetProperty("access")[0].GetProperty("packages").GetArrayLength().ShouldBe(1);
        (_, page) = await CallAsync(HttpMethod.Get, $"{First}/clients?{Party}&roles=none");
        page.GetProperty("data").GetArrayLength().ShouldBe(0);

        (_, page) = await CallAsync(HttpMethod.Get, $"{Second}/agents?{Party}");
        var agent = page.GetProperty("data").EnumerateArray().ShouldHaveSingleItem();
        agent.GetProperty("agent").GetProperty("id").GetGuid().ShouldBe(The.Agent);
        agent.GetProperty("access")[0].GetProperty("role").GetProperty("code").GetString().ShouldBe("agent");
        (_, page) = await CallAsync(HttpMethod.Get, $"{First}/agents/accesspackages?{Party}&to={The.Agent}");
        page.GetProperty("data").GetArrayLength().ShouldBe(6);
    }

    [Theory]
    [InlineData("accesspackages", "chef", Claims, "AM.VLD-00029 /values[0]/role")]
    [InlineData("accesspackages", "revisor", Claims, "AM.VLD-00032 /values[0]/role")]
    [InlineData(
        "accesspackages",
        "rettighetshaver",
        "urn:altinn:accesspackage:none",
        "AM.VLD-00030 /values[0]/packages[0]"
    )]
    [InlineData(
        "accesspackages",
        "rettighetshaver",
        "urn:altinn:accesspackage:hovedadministrator",
        "AM.VLD-00033 /values[0]/packages[0]"
    )]
    [InlineData(
        "accesspackages",
        "rettighetshaver",
        "urn:altinn:accesspackage:lonn",
        "AM.VLD-00026 /values[0]/packages[0]"
    )]
    [InlineData("resources", "rettighetshaver", "none", "AM.VLD-00012 /values[0]/resources[0]")]
    [InlineData("resources", "rettighetshaver", The.Resource, "AM.VLD-00026 /values[0]/resources[0]")]
    public async Task Delegation_is_refused_where_the_client_does_not_give_it(
        string what,
        string role,
        string value,
        string fault
    )
    {
        await GiveAsync(Claims);
        var before = World;
        var member = what == "resources" ? "resources" : "packages";

        var (status, problem) = await CallAsync(
            HttpMethod.Post,
            $"{Second}/agents/{what}?{GiverAndAgent}",
            Batch(member, value, role)
        );

        (status, Fault(problem)).ShouldBe((HttpStatusCode.BadRequest, fault));
        problem.GetProperty("detail").GetString().ShouldBe("One or more validation errors occurred.");
        World.ShouldBeSameAs(before);
    }

    [Fact]
    public async Task Delegation_is_refused_to_whom_there_is_not_or_who_is_no_agent()
    {
        await GiveAsync(Claims);
        var url = $"{Second}/agents/accesspackages?{Party}";
        var body = Batch("packages", Claims, "rettighetshaver");
        Change(draft =>
            draft.Put(World.SystemUsers.Find(The.SystemUser)! with { Owner = The.Accountant, Id = Guid.Empty })
        );

        var (_, problem) = await CallAsync(HttpMethod.Post, $"{url}&client={Guid.NewGuid()}&agent={The.Agent}", body);
        Fault(problem).ShouldBe("AM.VLD-00006 $QUERY/client");
        (_, problem) = await CallAsync(HttpMethod.Post, $"{url}&client={Uuid(Giver)}&agent={The.SystemUser}", body);
        Fault(problem).ShouldBe("AM.VLD-00006 $QUERY/agent");
        (_, problem) = await CallAsync(HttpMethod.Post, $"{url}&client={Uuid(Giver)}&agent={Guid.Empty}", body);
        Fault(problem).ShouldBe("AM.VLD-00008 $QUERY/agent");
    }

    [Theory]
    [InlineData("null", "application/json", 400)]
    [InlineData("[]", "application/json", 400)]
    [InlineData("{}", "application/json", 400)]
    [InlineData("""{ "values": [null] }""", "application/json", 400)]
    [InlineData("{}", "text/plain", 415)]
    public async Task Body_that_is_no_batch_is_refused(string body, string type, int expected)
    {
        foreach (var what in new[] { "accesspackages", "accesspackages/delete", "resources", "resources/delete" })
        {
            var (status, _) = await SendAsync(
                HttpMethod.Post,
                $"{Second}/agents/{what}?{GiverAndAgent}",
                await PersonTokenAsync(The.ClientAdministrator),
                body,
                type
            );
            ((int)status).ShouldBe(expected, what);
        }
    }

    [Fact]
    public async Task Parties_are_for_their_own_administrators_with_the_scope_alone()
    {
        var url = $"{Second}/clients?{Party}";
        (await SendAsync(HttpMethod.Get, url)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        var stranger = await PersonTokenAsync(The.DailyLeader);
        (await SendAsync(HttpMethod.Get, url, stranger)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await CallAsync(HttpMethod.Get, $"{Second}/clients?party=x")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await CallAsync(HttpMethod.Get, $"{Second}/clients")).Status.ShouldBe(HttpStatusCode.Forbidden);
        var reader = await Host.Http.GetStringAsync(
            $"/api/GetPersonalToken?pid={The.ClientAdministrator}&scopes=altinn:clientdelegations.read",
            Cancelled
        );
        (await SendAsync(HttpMethod.Get, url, reader)).Status.ShouldBe(HttpStatusCode.OK);
        (await SendAsync(HttpMethod.Post, $"{Second}/agents/resources?{GiverAndAgent}", reader, "{}")).Status.ShouldBe(
            HttpStatusCode.Forbidden
        );
        var (status, problem) = await CallAsync(HttpMethod.Get, $"{Second}/agents/resources?{Party}");
        status.ShouldBe(HttpStatusCode.BadRequest);
        problem.GetProperty("errors").GetProperty("agent")[0].GetString().ShouldBe("The agent field is required.");
    }

    [Fact]
    public async Task Owner_is_its_agents_own_client_if_the_packages_are_not_for_clients()
    {
        var self = $"/authentication/api/v1/systemuser/agent/{The.Accountant}/{The.Agent}/self";
        var (status, problem) = await CallAsync(HttpMethod.Post, self);
        (status, problem.GetProperty("code").GetString()).ShouldBe((HttpStatusCode.BadRequest, "AUTH-00064"));

        Change(draft => draft.Put(World.SystemUsers.Find(The.Agent)! with { AccessPackages = [Claims] }));
        (await CallAsync(HttpMethod.Get, self)).Body.GetBoolean().ShouldBeFalse();
        (await CallAsync(HttpMethod.Post, self)).Body.GetBoolean().ShouldBeTrue();
        (await CallAsync(HttpMethod.Get, self)).Body.GetBoolean().ShouldBeTrue();
        Decision(await AskAsync(The.Agent, The.Accountant)).ShouldBe("Permit");
        (await CallAsync(HttpMethod.Delete, self)).Body.GetBoolean().ShouldBeTrue();
        (await CallAsync(HttpMethod.Delete, self)).Status.ShouldBe(HttpStatusCode.OK);
        Decision(await AskAsync(The.Agent, The.Accountant)).ShouldBe("NotApplicable");

        var other = self.Replace($"{The.Agent}", $"{The.SystemUser}");
        (await CallAsync(HttpMethod.Post, other)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await CallAsync(HttpMethod.Post, self.Replace($"{The.Agent}", "x"))).Status.ShouldBe(
            HttpStatusCode.BadRequest
        );
    }

    [Theory]
    [InlineData(The.Accountant, The.Accountant, "{}")]
    [InlineData(The.Accountant, "999999999", "{}")]
    [InlineData(The.Accountant, Giver, """{ "rights": ["none"] }""")]
    [InlineData(The.Accountant, Giver, """{ "accessPackages": ["urn:altinn:accesspackage:regnskapsforer-lonn"] }""")]
    [InlineData(The.Accountant, Giver, "[]")]
    public async Task Rights_are_not_given_on_paper_that_cannot_be_given(string holder, string giver, string body)
    {
        var (status, _) = await SendAsync(HttpMethod.Put, $"/sandbox/rightholdings/{holder}/{giver}", null, body);

        status.ShouldBe(HttpStatusCode.BadRequest);
        (await SendAsync(HttpMethod.Delete, $"/sandbox/rightholdings/{holder}/{giver}")).Status.ShouldBe(
            HttpStatusCode.NotFound
        );
    }

    private Guid Uuid(string number) => World.Organizations.Find(number)!.PartyUuid;

    private async Task GiveAsync(string? package, string? right = null)
    {
        var (status, _) = await SendAsync(
            HttpMethod.Put,
            $"/sandbox/rightholdings/{The.Accountant}/{Giver}",
            null,
            new JsonObject
            {
                ["accessPackages"] = package is null ? [] : new JsonArray(package),
                ["rights"] = right is null ? [] : new JsonArray(right),
            }.ToJsonString()
        );
        status.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>Has the agent's system ask for other packages, and its owner agree.</summary>
    private async Task ApproveNoticeAsync(string? added = null, string? removed = null)
    {
        var system = World.Systems.Find(The.AgentSystem)!;
        var version = system.Version + 1;
        var change = new SystemChange
        {
            SystemId = system.Id,
            Number = version,
            ChangeType = "AccessPackageUpdate",
            Version = version,
            AddedAccessPackages = added is null ? [] : [added],
            RemovedAccessPackages = removed is null ? [] : [removed],
            Created = Clock.GetUtcNow(),
        };
        Change(draft =>
        {
            draft.Put(
                system with
                {
                    AccessPackages =
                    [
                        .. system.AccessPackages.Except(change.RemovedAccessPackages),
                        .. change.AddedAccessPackages,
                    ],
                    Version = version,
                }
            );
            draft.Put(change);
        });
        var (status, answer) = await CallAsync(
            HttpMethod.Post,
            $"/sandbox/systemuser/{The.Accountant}/{The.Agent}/notices/{version}/approve"
        );
        status.ShouldBe(HttpStatusCode.OK, answer.ToString());
    }

    /// <summary>The URNs of the packages that the agent has of a client.</summary>
    private async Task<IEnumerable<string?>> PackagesAsync(string client)
    {
        var (_, page) = await CallAsync(HttpMethod.Get, $"{Second}/agents/accesspackages?{Party}&agent={The.Agent}");
        return page.GetProperty("data")
            .EnumerateArray()
            .Single(row => row.GetProperty("client").GetProperty("id").GetGuid() == Uuid(client))
            .GetProperty("access")
            .EnumerateArray()
            .SelectMany(access => access.GetProperty("packages").EnumerateArray())
            .Select(package => package.GetProperty("urn").GetString());
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> CallAsync(
        HttpMethod method,
        string url,
        string? body = null
    ) => await SendAsync(method, url, await PersonTokenAsync(The.ClientAdministrator), body);

    private async Task<JsonElement> ChangeAsync(HttpMethod method, string url, string member, string value)
    {
        var (status, answer) = await CallAsync(method, url, Batch(member, value, "rettighetshaver"));
        status.ShouldBe(HttpStatusCode.OK, answer.ToString());
        return answer.EnumerateArray().ShouldHaveSingleItem();
    }

    private static string Batch(string member, string value, string role) =>
        new JsonObject
        {
            ["values"] = new JsonArray(new JsonObject { ["role"] = role, [member] = new JsonArray(value) }),
        }.ToJsonString();

    private static string Fault(JsonElement problem)
    {
        var fault = problem.GetProperty("validationErrors").EnumerateArray().ShouldHaveSingleItem(problem.ToString());
        return $"{fault.GetProperty("code").GetString()} {fault.GetProperty("paths")[0].GetString()}";
    }
}
